import type { Box, Line, Region } from '../../../../../src-shared/contract/page.ts'
import { sharedWidth } from '../box-shares.ts'
import { heightOf, median } from '../placed-line.ts'

/** A caption stands this near its figure, in line heights. */
const CAPTION_DISTANCE = 4
/** What stands above or below shares this much of the width. */
const SAME_COLUMN = 0.3

/** Puts figures, formulas and tables into the page's regions: beside their caption, otherwise after the line that stands before them. */
export function placeFigures(
  regions: readonly Region[],
  figures: readonly Region[],
  after: ReadonlyMap<Region, Line | undefined>,
): Region[] {
  const unit = median(regions.flatMap(region => region.lines.map(line => heightOf(line.box)))) || 20
  const placed = [...regions]
  for (const figure of figures.toSorted((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)) {
    const caption = figure.category === 'figure' ? captionOf(figure.box, regions, unit) : undefined
    const at = caption
      ? besideCaption(placed, figure, caption)
      : placeAfter(placed, figures, after.get(figure))
    placed.splice(at, 0, figure)
  }
  return placed
}

/** The nearest caption under the figure, or over it. */
function captionOf(box: Box, regions: readonly Region[], unit: number): Region | undefined {
  const near = regions
    .filter(region => region.category === 'caption' && sharedWidth(region.box, box) > SAME_COLUMN)
    .map(region => ({ region, distance: distanceBetween(box, region.box) }))
    .filter(({ distance }) => distance < CAPTION_DISTANCE * unit)
  return near.toSorted((a, b) => a.distance - b.distance)[0]?.region
}

const distanceBetween = (a: Box, b: Box) => Math.max(0, b.top - a.bottom, a.top - b.bottom)

function besideCaption(placed: readonly Region[], figure: Region, caption: Region): number {
  const at = placed.indexOf(caption)
  return caption.box.top > figure.box.top ? at : at + 1
}

/** After the region that has the line, and after the figures that stand there already. */
function placeAfter(placed: readonly Region[], figures: readonly Region[], line: Line | undefined): number {
  let at = line ? placed.findIndex(region => region.lines.includes(line)) + 1 : 0
  while (placed.slice(at, at + 1).some(region => figures.includes(region))) at++
  return at
}
