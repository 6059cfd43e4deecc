import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { type LineQuad, type Point, quadHeight, quadWidth } from '../quad.ts'

/** The recognisers read lines of this height. */
export const LINE_HEIGHT_PX = 48
/** Widths are padded to multiples of this, so that few different shapes reach the runtime. */
const WIDTH_STEP_PX = 32
const LEAST_WIDTH_PX = 16
const MOST_WIDTH_PX = 3200

/** A line cut out of the page, ready for a recogniser. */
export interface LineCrop {
  /** LINE_HEIGHT_PX × paddedWidthPx, -1 to 1. */
  readonly plane: Float32Array
  readonly widthPx: number
  readonly paddedWidthPx: number
}

/** How wide a line is once it is 48 pixels high and squeezed by the factor. */
export function cropWidth(quad: LineQuad, squeeze: number): number {
  const wished = Math.round((LINE_HEIGHT_PX * quadWidth(quad) * squeeze) / Math.max(1, quadHeight(quad)))
  return Math.min(MOST_WIDTH_PX, Math.max(LEAST_WIDTH_PX, wished))
}

/** Where a line is shrunk by more than this, each pixel is the mean of several samples, or thin strokes would get lost between them. */
const MOST_SHRINKING = 1.4
/** No print is so large that it needs more samples a pixel and side. */
const MOST_SAMPLES = 6

const paddedWidth = (widthPx: number): number => Math.ceil(widthPx / WIDTH_STEP_PX) * WIDTH_STEP_PX

/** How many numbers the plane of a line so wide has. */
export const planeLength = (widthPx: number): number => LINE_HEIGHT_PX * paddedWidth(widthPx)

/** Cuts a line out of the page, straightened, by bilinear sampling; into `plane` where that is given. */
export function cropLine(
  image: GreyImage,
  { quad, widthPx }: Pick<Sampling, 'quad' | 'widthPx'>,
  plane: Float32Array = new Float32Array(planeLength(widthPx)),
): LineCrop {
  const paddedWidthPx = paddedWidth(widthPx)
  plane.fill(0)
  const sampling = { image, quad, widthPx, rowPx: paddedWidthPx, heightPx: LINE_HEIGHT_PX }
  const samples = Math.min(MOST_SAMPLES, Math.ceil(quadHeight(quad) / LINE_HEIGHT_PX / MOST_SHRINKING))
  if (samples <= 1) sampleInto(plane, sampling)
  else sampleMeansInto(plane, sampling, samples)
  return { plane, widthPx, paddedWidthPx }
}

export interface Sampling {
  readonly image: GreyImage
  readonly quad: LineQuad
  readonly widthPx: number
  /** Length of a row in the target, at least widthPx. */
  readonly rowPx: number
  readonly heightPx: number
}

/** Samples the quad into the target, as -1 to 1; what lies outside the page repeats its edge. */
export function sampleInto(target: Float32Array, sampling: Sampling): void {
  const { image, quad, widthPx, rowPx, heightPx } = sampling
  const [origin, alongEnd, , acrossEnd] = quad
  const alongX = (alongEnd.x - origin.x) / widthPx
  const alongY = (alongEnd.y - origin.y) / widthPx
  const acrossX = (acrossEnd.x - origin.x) / heightPx
  const acrossY = (acrossEnd.y - origin.y) / heightPx
  const mostX = image.widthPx - 1.001
  const mostY = image.heightPx - 1.001
  const isInside = quad.every(({ x, y }) => x >= 0 && y >= 0 && x <= mostX && y <= mostY)
  const most = isInside ? undefined : { x: mostX, y: mostY }
  for (let row = 0; row < heightPx; row++) {
    const start = { x: origin.x + acrossX * row, y: origin.y + acrossY * row }
    sampleRow(target, image, { ...start, alongX, alongY, most, from: row * rowPx, count: widthPx })
  }
}

interface SampledRow {
  /** Its beginning, and the way from one sample to the next. */
  readonly x: number
  readonly y: number
  readonly alongX: number
  readonly alongY: number
  /** Where the page ends, of rows that may go beyond. */
  readonly most: Point | undefined
  /** Its place in the target. */
  readonly from: number
  readonly count: number
}

/** Row by row, so that V8 compiles the loop once: of one inside another it compiles parts again and again. */
function sampleRow(target: Float32Array, { pixels, widthPx: stride }: GreyImage, row: SampledRow): void {
  const { alongX, alongY, most, from } = row
  const end = from + row.count
  let { x, y } = row
  for (let to = from; to < end; to++, x += alongX, y += alongY) {
    const fromX = most ? Math.max(0, Math.min(most.x, x)) : x
    const fromY = most ? Math.max(0, Math.min(most.y, y)) : y
    const wholeX = fromX | 0
    const wholeY = fromY | 0
    const shareX = fromX - wholeX
    const shareY = fromY - wholeY
    const at = wholeY * stride + wholeX
    const topLeft = pixels[at] ?? 0
    const bottomLeft = pixels[at + stride] ?? 0
    const top = topLeft + ((pixels[at + 1] ?? 0) - topLeft) * shareX
    const bottom = bottomLeft + ((pixels[at + stride + 1] ?? 0) - bottomLeft) * shareX
    target[to] = (top + (bottom - top) * shareY) * (2 / 255) - 1
  }
}

function sampleMeansInto(target: Float32Array, sampling: Sampling, samples: number): void {
  const { widthPx, heightPx, rowPx } = sampling
  const fineRowPx = widthPx * samples
  const fine = new Float32Array(fineRowPx * heightPx * samples)
  sampleInto(fine, { ...sampling, widthPx: fineRowPx, rowPx: fineRowPx, heightPx: heightPx * samples })
  const share = 1 / (samples * samples)
  for (let fineRow = 0; fineRow < heightPx * samples; fineRow++) {
    const offset = Math.floor(fineRow / samples) * rowPx
    for (let column = 0; column < widthPx; column++) {
      let sum = 0
      const from = fineRow * fineRowPx + column * samples
      for (let k = from; k < from + samples; k++) sum += fine[k] ?? 0
      target[offset + column] = (target[offset + column] ?? 0) + sum * share
    }
  }
}
