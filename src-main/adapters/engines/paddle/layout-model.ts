import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { LayoutModel } from '../../../core/ports/layout-model.ts'
import { decodeLayout, LAYOUT_INPUT } from './decode-layout.ts'
import { openCpuSession } from './models.ts'
import { lendNumbers } from './pixels/lend-numbers.ts'
import { normalisedPlanes } from './pixels/normalised-planes.ts'
import { resizeArea } from './pixels/resize-area.ts'

const { widthPx, heightPx } = LAYOUT_INPUT

/** PicoDet, trained on CDLA. It is loaded for the first page that needs it (7 MB) and takes some 80 ms a page. */
export function layoutModel(modelsDir: string): LayoutModel {
  let opened: Promise<InferenceSession> | undefined
  const open = () => {
    opened ??= openCpuSession(modelsDir, 'layout-cdla.onnx')
    opened.catch(() => {
      opened = undefined
    })
    return opened
  }
  return {
    async findBoxes(image) {
      const session = await open()
      const { pixels } = resizeArea(image, { widthPx, heightPx })
      const outputs = await lendNumbers(3 * pixels.length, async planes => {
        const input = new Tensor('float32', normalisedPlanes(pixels, planes), [1, 3, heightPx, widthPx])
        return await session.run({ [session.inputNames[0] ?? 'image']: input })
      })
      const levels = session.outputNames.map(name => outputs[name]?.data)
      return decodeLayout(
        levels.filter(data => data instanceof Float32Array),
        image,
      )
    },
  }
}
