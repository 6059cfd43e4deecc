import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { GreyImage } from '../../../core/ports/document-reader.ts'
import { normalisedPlanes } from './normalised-planes.ts'
import { onlyOutput } from './only-output.ts'

/** The detector needs about 150 bytes of memory for each pixel: a band has hardly more pixels than a page of common print. */
const BAND_PIXELS = 480_000
/** What the detector sees above and below a band, so that no line is judged by its half. */
const MARGIN_ROWS = 64
/** PP-OCR wants sides in multiples of 32. */
const SIDE_STEP = 32

/** How likely each pixel is text, as the detector sees it. Large images go through it in bands. */
export async function mapText(session: InferenceSession, image: GreyImage): Promise<Float32Array> {
  const { widthPx, heightPx } = image
  const count = Math.ceil((widthPx * heightPx) / BAND_PIXELS)
  if (count === 1) return await runDetector(session, image)
  const bandRows = Math.ceil(heightPx / count / SIDE_STEP) * SIDE_STEP
  const map = new Float32Array(widthPx * heightPx)
  for (let top = 0; top < heightPx; top += bandRows) {
    const from = Math.max(0, top - MARGIN_ROWS)
    const to = Math.min(heightPx, top + bandRows + MARGIN_ROWS)
    const pixels = image.pixels.subarray(from * widthPx, to * widthPx)
    const band = await runDetector(session, { widthPx, heightPx: to - from, pixels })
    const bottom = Math.min(heightPx, top + bandRows)
    map.set(band.subarray((top - from) * widthPx, (bottom - from) * widthPx), top * widthPx)
  }
  return map
}

async function runDetector(
  session: InferenceSession,
  { pixels, widthPx, heightPx }: GreyImage,
): Promise<Float32Array> {
  const input = new Tensor('float32', normalisedPlanes(pixels), [1, 3, heightPx, widthPx])
  return onlyOutput(await session.run({ [session.inputNames[0] ?? 'x']: input }))
}
