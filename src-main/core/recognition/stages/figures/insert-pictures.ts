import type { Box, Line, Region } from '../../../../../src-shared/contract/page.ts'
import { layOutPage } from '../lay-out-page.ts'
import { heightOf, middleY, unionOf, widthOf } from '../placed-line.ts'

/** A picture with the lines that were read in it, all in pixels of the page. */
export interface PictureText {
  readonly box: Box
  readonly lines: readonly Line[]
}

/** What stands over a picture shares this much of the narrower one's width with it. */
const SHARED_WIDTH = 0.3
/** A wider picture belongs to all columns of the page. */
const WIDE = 0.6

/** A picture wholly this near to the page's edge, in shares of its height, with so few letters is the head of a letter, a logo. */
const MARGIN = 0.12
const MOST_LOGO_LETTERS = 80

/** Puts the text of pictures among a page's regions where the pictures stand. It is laid out by itself: labels are no columns. */
export function insertPictures(
  regions: readonly Region[],
  pictures: readonly PictureText[],
  heightPx: number,
): Region[] {
  const all = [...regions]
  const page = unionOf([...regions, ...pictures].map(each => each.box))
  for (const { box, lines } of pictures.toSorted((a, b) => middleY(a.box) - middleY(b.box))) {
    const found = layOutPage(lines, { heightPx: Math.max(1, heightOf(box)), skewDegrees: 0 })
    const margin = marginOf({ box, lines }, heightPx)
    const at = placeOf(box, all, widthOf(page))
    all.splice(
      at,
      0,
      ...found.map(region => (margin ? { ...asText(region), category: margin } : asText(region))),
    )
  }
  return all
}

/** Signs in a picture are no headings and no page numbers of the page that shows it. */
function asText({ level: _, ...region }: Region): Region {
  const isOwn = region.category === 'table' || region.category === 'list' || region.category === 'code'
  return isOwn ? region : { ...region, category: 'text' }
}

function marginOf({ box, lines }: PictureText, heightPx: number): 'header' | 'footer' | undefined {
  if (lines.reduce((sum, line) => sum + line.text.length, 0) > MOST_LOGO_LETTERS) return undefined
  if (box.bottom < MARGIN * heightPx) return 'header'
  return box.top > (1 - MARGIN) * heightPx ? 'footer' : undefined
}

function placeOf(box: Box, regions: readonly Region[], pageWidth: number): number {
  const beside = regions
    .map((region, index) => ({ index, box: region.box, isRunning: isRunning(region) }))
    .filter(each => !each.isRunning && sharesWidth(each.box, box))
  const above = beside.filter(each => middleY(each.box) < middleY(box))
  const isWide = widthOf(box) > WIDE * pageWidth
  const before = above.reduce<(typeof above)[number] | undefined>((best, each) => {
    if (!best) return each
    return (isWide ? each.index > best.index : each.box.bottom > best.box.bottom) ? each : best
  }, undefined)
  if (before) return before.index + 1
  const below = beside.filter(each => middleY(each.box) >= middleY(box))
  return below.length === 0 ? regions.length : Math.min(...below.map(each => each.index))
}

const isRunning = ({ category }: Region): boolean =>
  category === 'header' || category === 'footer' || category === 'page-number' || category === 'footnote'

function sharesWidth(a: Box, b: Box): boolean {
  const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  return shared > SHARED_WIDTH * Math.min(widthOf(a), widthOf(b))
}
