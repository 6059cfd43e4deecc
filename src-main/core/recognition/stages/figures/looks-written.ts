import type { GreyImage } from '../../../ports/document-reader.ts'

const ROW_STEP = 2
/** How much darker or lighter than its surroundings a stroke is. */
const CONTRAST = 55
/** A stroke of print is no wider than this share of an inch. */
const WIDEST_STROKE = 1 / 18
/** A short word of three letters crosses the looked-at rows more often. */
const LEAST_STROKES = 40
/** Rows that hold them: rulings and frames cross more, letters are at least this high together. */
const LEAST_ROWS = 4
const STROKES_IN_ROW = 4

/** Whether a picture has narrow strokes side by side as writing does. Cheap; it lets pass what only might be text. */
export function looksWritten({ widthPx, heightPx, pixels }: GreyImage, dpi: number): boolean {
  const widest = Math.max(3, Math.round(dpi * WIDEST_STROKE))
  let strokes = 0
  let rows = 0
  for (let y = 0; y < heightPx; y += ROW_STEP) {
    const inRow = strokesIn(pixels.subarray(y * widthPx, (y + 1) * widthPx), widest)
    if (inRow < STROKES_IN_ROW) continue
    strokes += inRow
    rows++
    if (strokes >= LEAST_STROKES && rows >= LEAST_ROWS) return true
  }
  return false
}

/** How often the row's grey leaves its ground and comes back to it within a stroke's width. */
function strokesIn(row: Uint8Array, widest: number): number {
  let count = 0
  let ground = row[0] ?? 0
  let leftAt = -1
  for (let x = 1; x < row.length; x++) {
    const grey = row[x] ?? 0
    const isOff = Math.abs(grey - ground) > CONTRAST
    if (!isOff) {
      if (leftAt >= 0) count++
      leftAt = -1
      // The ground may shade off slowly.
      ground += (grey - ground) / 8
    } else if (leftAt < 0) leftAt = x
    else if (x - leftAt > widest) {
      ground = grey
      leftAt = -1
    }
  }
  return count
}
