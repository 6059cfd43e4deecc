import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { GreyImage } from '../../../core/ports/document-reader.ts'
import type { TableModel } from '../../../core/ports/table-model.ts'
import { decodeTable, TABLE_SIDE_PX } from './decode-table.ts'
import { openCpuSession } from './models.ts'
import { lendNumbers } from './pixels/lend-numbers.ts'
import { normalisedPlanes } from './pixels/normalised-planes.ts'
import { resizeArea } from './pixels/resize-area.ts'

/** SLANet_plus. It is loaded for the first table that needs it (8 MB) and takes some 50 to 80 ms a table. */
export function tableModel(modelsDir: string): TableModel {
  let opened: Promise<InferenceSession> | undefined
  const open = () => {
    opened ??= openCpuSession(modelsDir, 'table-slanet-plus.onnx')
    opened.catch(() => {
      opened = undefined
    })
    return opened
  }
  return {
    async readGrid(image) {
      const session = await open()
      const outputs = await lendNumbers(3 * TABLE_SIDE_PX * TABLE_SIDE_PX, async square => {
        drawInto(square, image)
        const input = new Tensor('float32', square, [1, 3, TABLE_SIDE_PX, TABLE_SIDE_PX])
        return await session.run({ [session.inputNames[0] ?? 'x']: input })
      })
      const [corners, classes] = session.outputNames.map(name => outputs[name]?.data)
      if (!(corners instanceof Float32Array) || !(classes instanceof Float32Array))
        throw new Error('the table model gave no float outputs')
      return decodeTable({ corners, classes }, Math.max(image.widthPx, image.heightPx))
    },
  }
}

/** The table in the upper left corner of the model's square; what is free stays at zero. */
function drawInto(square: Float32Array, image: GreyImage): void {
  const ratio = TABLE_SIDE_PX / Math.max(image.widthPx, image.heightPx)
  const widthPx = Math.max(1, Math.round(image.widthPx * ratio))
  const heightPx = Math.max(1, Math.round(image.heightPx * ratio))
  const planes = normalisedPlanes(resizeArea(image, { widthPx, heightPx }).pixels)
  square.fill(0)
  for (let plane = 0; plane < 3; plane++)
    for (let y = 0; y < heightPx; y++) {
      const from = (plane * heightPx + y) * widthPx
      square.set(planes.subarray(from, from + widthPx), (plane * TABLE_SIDE_PX + y) * TABLE_SIDE_PX)
    }
}
