import type { Box, Region } from '../../../../src-shared/contract/page.ts'
import { sharedWidth } from './box-shares.ts'
import { heightOf, median } from './placed-line.ts'

/** A caption stands this near its figure, in line heights. */
const CAPTION_DISTANCE = 4
/** What stands above or below shares this much of the width. */
const SAME_COLUMN = 0.3
/** Boxes may overlap by so many line heights. */
const SLACK = 0.7

/** Puts figures and formulas into the page's regions: beside their caption, otherwise after what stands above them. */
export function placeFigures(regions: readonly Region[], figures: readonly Region[]): Region[] {
  const unit = median(regions.flatMap(region => region.lines.map(line => heightOf(line.box)))) || 20
  const placed = [...regions]
  for (const figure of figures.toSorted((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)) {
    const caption = figure.category === 'figure' ? captionOf(figure.box, regions, unit) : undefined
    placed.splice(
      caption ? besideCaption(placed, figure, caption) : placeOf(placed, figure.box, unit),
      0,
      figure,
    )
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

function placeOf(placed: readonly Region[], box: Box, unit: number): number {
  const slack = SLACK * unit
  const inColumn = placed
    .map((region, at) => ({ ...region, at }))
    .filter(each => sharedWidth(each.box, box) > SAME_COLUMN)
  const above = inColumn.filter(each => each.box.bottom <= box.top + slack)
  const nearest = above.toSorted((a, b) => b.box.bottom - a.box.bottom)[0]
  if (nearest) return nearest.at + 1
  const below = inColumn.filter(each => each.box.top >= box.bottom - slack)
  const next = below.toSorted((a, b) => a.box.top - b.box.top)[0]
  if (next) return next.at
  const later = placed.findIndex(each => each.box.top > box.top)
  return later < 0 ? placed.length : later
}
