import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import type { PixelArea } from './pixel-area.ts'
import { MOST_ROWS, sumRows, WHOLE } from './sum-rows.ts'

/** For each target cell: first and last source cell, counted from the area's edge, and how much of them it covers. */
interface Cells {
  readonly first: Int32Array
  readonly last: Int32Array
  readonly firstShare: Float32Array
  readonly lastShare: Float32Array
  readonly scale: number
}

/** What an image is brought to, in pixels. */
export interface TargetSize {
  readonly widthPx: number
  readonly heightPx: number
}

/** A cell of more pixels is brought together in two steps: its sum would take more than 31 bits. */
const MOST_PIXELS = 30_000
const FIRST_STEP = 8

/** Shrinks or stretches an image, or an area of it, by area averages. Reads each pixel once, those of border rows twice. */
export function resizeArea(
  image: GreyImage,
  { widthPx, heightPx }: TargetSize,
  area: PixelArea = wholeOf(image),
): GreyImage {
  const [width, height] = [area.right - area.left, area.bottom - area.top]
  if (width * height > MOST_PIXELS * widthPx * heightPx || height > (MOST_ROWS - 1) * heightPx) {
    const between = {
      widthPx: Math.min(width, FIRST_STEP * widthPx),
      heightPx: Math.min(height, FIRST_STEP * heightPx),
    }
    return resizeArea(resizeArea(image, between, area), { widthPx, heightPx })
  }
  const columns = cellsOf(width, widthPx)
  const rows = cellsOf(height, heightPx)
  const pixels = new Uint8Array(widthPx * heightPx)
  const sums = new Int32Array(width + 1)
  for (let y = 0; y < heightPx; y++) {
    const weight = sumCells(image, { area, rows, y, sums })
    shrinkRow(sums, columns, { pixels, offset: y * widthPx, weight: weight * columns.scale })
  }
  return { widthPx, heightPx, pixels }
}

/** All of an image. */
export const wholeOf = ({ widthPx, heightPx }: GreyImage): PixelArea => ({
  left: 0,
  top: 0,
  right: widthPx,
  bottom: heightPx,
})

interface RowSums {
  readonly area: PixelArea
  readonly rows: Cells
  readonly y: number
  readonly sums: Int32Array
}

/** Adds up the source rows of one target row, each by its share, and tells the sum of the shares. */
function sumCells({ pixels, widthPx }: GreyImage, { area, rows, y, sums }: RowSums): number {
  const first = rows.first[y] ?? 0
  const last = rows.last[y] ?? 0
  const firstWeight = first === last ? WHOLE : Math.round((rows.firstShare[y] ?? 0) * WHOLE)
  const lastWeight = first === last ? 0 : Math.round((rows.lastShare[y] ?? 0) * WHOLE)
  const placeOf = (row: number) => (area.top + row) * widthPx + area.left
  const span = { first: placeOf(first), last: placeOf(last), stride: widthPx, firstWeight, lastWeight }
  sumRows(pixels, span, sums)
  return firstWeight + Math.max(0, last - first - 1) * WHOLE + lastWeight
}

interface TargetRow {
  readonly pixels: Uint8Array
  readonly offset: number
  readonly weight: number
}

/** The mean of each target cell, out of sums along the row. */
function shrinkRow(sums: Int32Array, columns: Cells, { pixels, offset, weight }: TargetRow): void {
  const { first, last, firstShare, lastShare } = columns
  const inverse = 1 / weight
  for (let x = 0; x < first.length; x++) {
    const from = first[x] ?? 0
    const to = last[x] ?? 0
    const left = sums[from] ?? 0
    const inner = sums[from + 1] ?? 0
    let sum = ((inner - left) | 0) * (firstShare[x] ?? 0)
    if (to > from) {
      const right = sums[to] ?? 0
      const end = sums[to + 1] ?? 0
      sum += (right - inner) | 0
      sum += ((end - right) | 0) * (lastShare[x] ?? 0)
    }
    pixels[offset + x] = sum * inverse + 0.5
  }
}

function cellsOf(sourceSize: number, targetSize: number): Cells {
  const scale = sourceSize / targetSize
  const cells = {
    first: new Int32Array(targetSize),
    last: new Int32Array(targetSize),
    firstShare: new Float32Array(targetSize),
    lastShare: new Float32Array(targetSize),
    scale,
  }
  for (let i = 0; i < targetSize; i++) {
    const start = i * scale
    const end = Math.min(sourceSize, start + scale)
    const first = Math.min(sourceSize - 1, Math.floor(start))
    const last = Math.min(sourceSize - 1, Math.max(first, Math.ceil(end - 1e-6) - 1))
    cells.first[i] = first
    cells.last[i] = last
    cells.firstShare[i] = first === last ? scale : first + 1 - start
    cells.lastShare[i] = end - last
  }
  return cells
}
