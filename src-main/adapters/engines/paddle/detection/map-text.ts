import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { onlyOutput } from '../only-output.ts'
import { lendNumbers } from '../pixels/lend-numbers.ts'
import { normalisedPlanes } from '../pixels/normalised-planes.ts'
import { nextStep } from '../pixels/shrink-page.ts'

/** The detector needs about 150 bytes of memory for each pixel: a band has hardly more pixels than a page of common print. */
const BAND_PIXELS = 480_000
/** What the detector sees beyond a band's ends, so that no line is judged by its half. */
const MARGIN_PX = 32
/** Bands end in paper where there is any this near. */
const REACH_PX = 40

/** How likely each pixel is text, as the detector sees it. Large images go through it in bands across their longer side. */
export async function mapText(session: InferenceSession, image: GreyImage): Promise<Float32Array> {
  const { widthPx, heightPx } = image
  const count = Math.ceil((widthPx * heightPx) / BAND_PIXELS)
  if (count === 1) return await runDetector(session, image)
  const map = new Float32Array(widthPx * heightPx)
  const isWide = widthPx > 2 * heightPx
  const length = isWide ? widthPx : heightPx
  const seams = seamsOf(isWide ? busyColumns(image) : busyRows(image), count)
  for (const [at, end] of [...seams, length].entries()) {
    const start = seams[at - 1] ?? 0
    const size = Math.min(
      length,
      nextStep(Math.min(length, end + MARGIN_PX) - Math.max(0, start - MARGIN_PX)),
    )
    const from = Math.min(length - size, Math.max(0, start - MARGIN_PX))
    if (isWide) {
      const part = await runDetector(session, columnsOf(image, from, size))
      for (let y = 0; y < heightPx; y++)
        map.set(part.subarray(y * size + start - from, y * size + end - from), y * widthPx + start)
    } else {
      const pixels = image.pixels.subarray(from * widthPx, (from + size) * widthPx)
      const part = await runDetector(session, { widthPx, heightPx: size, pixels })
      map.set(part.subarray((start - from) * widthPx, (end - from) * widthPx), start * widthPx)
    }
  }
  return map
}

/** Where bands meet: about evenly spread, where least stands. */
function seamsOf(busy: Float32Array, count: number): number[] {
  return Array.from({ length: count - 1 }, (_, index) => {
    const middle = Math.round((busy.length * (index + 1)) / count)
    let seam = middle
    for (let at = middle - REACH_PX; at <= middle + REACH_PX; at++)
      if ((busy[at] ?? Number.POSITIVE_INFINITY) < (busy[seam] ?? 0)) seam = at
    return seam
  })
}

/** How much stands in each row: the sum of its steps from pixel to pixel. */
function busyRows({ pixels, widthPx, heightPx }: GreyImage): Float32Array {
  const busy = new Float32Array(heightPx)
  for (let y = 0; y < heightPx; y++) busy[y] = sumOfSteps(pixels.subarray(y * widthPx, (y + 1) * widthPx))
  return busy
}

function sumOfSteps(row: Uint8Array): number {
  let sum = 0
  for (let x = 1; x < row.length; x++) sum += Math.abs((row[x] ?? 0) - (row[x - 1] ?? 0))
  return sum
}

function busyColumns({ pixels, widthPx, heightPx }: GreyImage): Float32Array {
  const busy = new Float32Array(widthPx)
  for (let y = 1; y < heightPx; y++)
    for (let x = 0, at = y * widthPx; x < widthPx; x++, at++)
      busy[x] = (busy[x] ?? 0) + Math.abs((pixels[at] ?? 0) - (pixels[at - widthPx] ?? 0))
  return busy
}

function columnsOf({ pixels, widthPx, heightPx }: GreyImage, from: number, size: number): GreyImage {
  const part = new Uint8Array(size * heightPx)
  for (let y = 0; y < heightPx; y++)
    part.set(pixels.subarray(y * widthPx + from, y * widthPx + from + size), y * size)
  return { widthPx: size, heightPx, pixels: part }
}

async function runDetector(
  session: InferenceSession,
  { pixels, widthPx, heightPx }: GreyImage,
): Promise<Float32Array> {
  return await lendNumbers(3 * pixels.length, async planes => {
    const input = new Tensor('float32', normalisedPlanes(pixels, planes), [1, 3, heightPx, widthPx])
    return onlyOutput(await session.run({ [session.inputNames[0] ?? 'x']: input }))
  })
}
