import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import type { PixelArea } from './pixel-area.ts'

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

/** Shares of rows are counted in parts of this. */
const WHOLE = 256

/** Shrinks or stretches an image, or an area of it, by area averages. Reads each pixel once, those of border rows twice. */
export function resizeArea(
  image: GreyImage,
  { widthPx, heightPx }: TargetSize,
  area: PixelArea = wholeOf(image),
): GreyImage {
  const columns = cellsOf(area.right - area.left, widthPx)
  const rows = cellsOf(area.bottom - area.top, heightPx)
  const pixels = new Uint8Array(widthPx * heightPx)
  const sums = new Uint32Array(area.right - area.left)
  for (let y = 0; y < heightPx; y++) {
    const weight = sumRows(image, { area, rows, y, sums })
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
  readonly sums: Uint32Array
}

/** Adds up the source rows of one target row, each by its share, and tells the sum of the shares. */
function sumRows({ pixels, widthPx }: GreyImage, { area, rows, y, sums }: RowSums): number {
  const first = rows.first[y] ?? 0
  const last = rows.last[y] ?? 0
  let row = (area.top + first) * widthPx + area.left
  const firstWeight = first === last ? WHOLE : Math.round((rows.firstShare[y] ?? 0) * WHOLE)
  for (let x = 0; x < sums.length; x++) sums[x] = (pixels[row + x] ?? 0) * firstWeight
  if (first === last) return firstWeight
  let between = last - first - 1
  row += widthPx
  for (; between > 1; between -= 2, row += 2 * widthPx) {
    const next = row + widthPx
    for (let x = 0; x < sums.length; x++)
      sums[x] = (sums[x] ?? 0) + (((pixels[row + x] ?? 0) + (pixels[next + x] ?? 0)) << 8)
  }
  const lastWeight = Math.round((rows.lastShare[y] ?? 0) * WHOLE)
  if (between === 1) {
    const next = row + widthPx
    for (let x = 0; x < sums.length; x++)
      sums[x] = (sums[x] ?? 0) + ((pixels[row + x] ?? 0) << 8) + (pixels[next + x] ?? 0) * lastWeight
  } else {
    for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] ?? 0) + (pixels[row + x] ?? 0) * lastWeight
  }
  return firstWeight + (last - first - 1) * WHOLE + lastWeight
}

interface TargetRow {
  readonly pixels: Uint8Array
  readonly offset: number
  readonly weight: number
}

function shrinkRow(sums: Uint32Array, columns: Cells, { pixels, offset, weight }: TargetRow): void {
  const { first, last, firstShare, lastShare } = columns
  const inverse = 1 / weight
  for (let x = 0; x < first.length; x++) {
    const from = first[x] ?? 0
    const to = last[x] ?? 0
    let sum = (sums[from] ?? 0) * (firstShare[x] ?? 0)
    for (let k = from + 1; k < to; k++) sum += sums[k] ?? 0
    if (to > from) sum += (sums[to] ?? 0) * (lastShare[x] ?? 0)
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
