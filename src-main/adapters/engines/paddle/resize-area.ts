import type { GreyImage } from '../../../core/ports/document-reader.ts'

/** For each target cell: first and last source cell and how much of them it covers. */
interface Cells {
  readonly first: Int32Array
  readonly last: Int32Array
  readonly firstShare: Float32Array
  readonly lastShare: Float32Array
  readonly scale: number
}

/** Shrinks or stretches by exact area averages. Costs one pass over the source. */
export function resizeArea(image: GreyImage, widthPx: number, heightPx: number): GreyImage {
  const columns = cellsOf(image.widthPx, widthPx)
  const rows = cellsOf(image.heightPx, heightPx)
  const pixels = new Uint8Array(widthPx * heightPx)
  const shrunkRow = new Float32Array(widthPx)
  const sums = new Float32Array(widthPx)
  let ready = -1
  for (let y = 0; y < heightPx; y++) {
    const first = rows.first[y] ?? 0
    const last = rows.last[y] ?? 0
    sums.fill(0)
    for (let source = first; source <= last; source++) {
      if (source !== ready)
        shrinkRow(image.pixels, { offset: source * image.widthPx, columns, target: shrunkRow })
      ready = source
      const share =
        source === first ? (rows.firstShare[y] ?? 0) : source === last ? (rows.lastShare[y] ?? 0) : 1
      const weight = share / rows.scale
      for (let x = 0; x < widthPx; x++) sums[x] = (sums[x] ?? 0) + (shrunkRow[x] ?? 0) * weight
    }
    const offset = y * widthPx
    for (let x = 0; x < widthPx; x++) pixels[offset + x] = (sums[x] ?? 0) + 0.5
  }
  return { widthPx, heightPx, pixels }
}

function shrinkRow(pixels: Uint8Array, row: { offset: number; columns: Cells; target: Float32Array }): void {
  const { offset, columns, target } = row
  const inverse = 1 / columns.scale
  for (let x = 0; x < target.length; x++) {
    const first = columns.first[x] ?? 0
    const last = columns.last[x] ?? 0
    let sum = (pixels[offset + first] ?? 0) * (columns.firstShare[x] ?? 0)
    for (let k = first + 1; k < last; k++) sum += pixels[offset + k] ?? 0
    if (last > first) sum += (pixels[offset + last] ?? 0) * (columns.lastShare[x] ?? 0)
    target[x] = sum * inverse
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
