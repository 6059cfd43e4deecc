import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import type { PixelArea } from '../pixels/pixel-area.ts'
import { wholeOf } from '../pixels/resize-area.ts'

/** A step from one pixel of a row to the next that paper and its grain do not make. */
const INK_STEP = 14
/** Ink is looked for in cells. Those with fewer steps hold a speck. */
const CELL_BITS = 4
const CELL_PX = 1 << CELL_BITS
const LEAST_STEPS = 7
/** What stays around the ink: the detector finds lines surer that do not touch the edge. */
const MARGIN_PX = 16
/** Pages with less on them are seen whole: how sure the detector is of a line's ends depends on how much of what it sees is paper. */
const LEAST_SHARE = 0.6
/** More of the page is not worth cutting out: lines at the new edge are found less surely. */
const MOST_SHARE = 0.86

/** The part of a shrunk page that holds all ink, with a little of the paper around it; the whole page where that is hardly less, or very little. */
export function findInk(page: GreyImage): PixelArea {
  const columns = Math.ceil(page.widthPx / CELL_PX)
  const steps = countSteps(page, columns)
  let [left, top, right, bottom] = [columns, steps.length, -1, -1]
  for (const [at, count] of steps.entries()) {
    if (count < LEAST_STEPS) continue
    const column = at % columns
    const row = (at - column) / columns
    left = Math.min(left, column)
    right = Math.max(right, column)
    top = Math.min(top, row)
    bottom = row
  }
  if (right < 0) return wholeOf(page)
  const area = around({ left, top, right: right + 1, bottom: bottom + 1 }, page)
  const share = shareOf(area, page)
  return share < LEAST_SHARE || share > MOST_SHARE ? wholeOf(page) : area
}

function around(cells: PixelArea, page: GreyImage): PixelArea {
  return {
    left: Math.max(0, cells.left * CELL_PX - MARGIN_PX),
    top: Math.max(0, cells.top * CELL_PX - MARGIN_PX),
    right: Math.min(page.widthPx, cells.right * CELL_PX + MARGIN_PX),
    bottom: Math.min(page.heightPx, cells.bottom * CELL_PX + MARGIN_PX),
  }
}

const shareOf = ({ left, top, right, bottom }: PixelArea, page: GreyImage): number =>
  ((right - left) * (bottom - top)) / (page.widthPx * page.heightPx)

/** How many steps of ink each cell has. */
function countSteps({ pixels, widthPx, heightPx }: GreyImage, columns: number): Uint16Array {
  const steps = new Uint16Array(columns * Math.ceil(heightPx / CELL_PX))
  for (let y = 0; y < heightPx; y++) {
    const cells = (y >> CELL_BITS) * columns
    addSteps(pixels.subarray(y * widthPx, (y + 1) * widthPx), steps.subarray(cells, cells + columns))
  }
  return steps
}

/** Counts the steps of ink in a row. */
function addSteps(row: Uint8Array, steps: Uint16Array): void {
  let before = row[0] ?? 0
  for (let x = 1; x < row.length; x++) {
    const grey = row[x] ?? 0
    const step = grey - before
    before = grey
    if (step < INK_STEP && step > -INK_STEP) continue
    const cell = x >> CELL_BITS
    steps[cell] = (steps[cell] ?? 0) + 1
  }
}
