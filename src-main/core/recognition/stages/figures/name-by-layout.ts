import type { Region } from '../../../../../src-shared/contract/page.ts'
import type { LayoutBox, LayoutCategory } from '../../../ports/layout-model.ts'
import { sharedWidth, shareWithin } from '../box-shares.ts'
import { heightOf, median } from '../placed-line.ts'

/** The model's word is taken from here. */
const SURE = 0.85
/** A caption beside a figure or table may be less sure. */
const LIKELY = 0.5
const WITHIN = 0.7
const CAPTION_DISTANCE = 2.5
const CAPTION_LENGTH = 900
/** Running heads and feet stand within this share of the page's height from its edge, in one row. */
const MARGIN = 0.12
const MARGIN_LENGTH = 160
const TITLE_LENGTH = 160
const TITLE_LINES = 3
const USUAL_LEVEL = 2

/** Names what geometry left as text by what the layout model sees there: captions, headings, running heads and feet. */
export function nameByLayout(
  regions: readonly Region[],
  boxes: readonly LayoutBox[],
  heightPx: number,
): Region[] {
  if (boxes.length === 0) return [...regions]
  const unit = median(regions.flatMap(region => region.lines.map(line => heightOf(line.box)))) || 20
  const floats = regions.filter(({ category }) => category === 'figure' || category === 'table')
  return regions.map(region => {
    if (region.category !== 'text') return region
    const scoreOf = (...categories: LayoutCategory[]) => scoreAt(region, boxes, categories)
    if (scoreOf('figure-caption', 'table-caption') >= LIKELY && isBeside(region, floats, unit))
      return { ...region, category: 'caption' }
    const margin = marginOf(region, heightPx, unit)
    if (margin && scoreOf(margin) >= SURE) return { ...region, category: margin }
    if (scoreOf('title') >= SURE && looksLikeTitle(region, unit))
      return { ...region, category: 'title', level: levelBeside(region, regions) }
    return region
  })
}

/** How sure the model is that the region lies in a box of one of the categories. */
function scoreAt(region: Region, boxes: readonly LayoutBox[], categories: readonly LayoutCategory[]): number {
  const around = boxes.filter(
    ({ category, box }) => categories.includes(category) && shareWithin(region.box, box) >= WITHIN,
  )
  return Math.max(0, ...around.map(({ score }) => score))
}

function isBeside(region: Region, floats: readonly Region[], unit: number): boolean {
  if (region.text.length > CAPTION_LENGTH) return false
  return floats.some(({ box }) => {
    const distance = Math.max(region.box.top - box.bottom, box.top - region.box.bottom)
    return distance < CAPTION_DISTANCE * unit && sharedWidth(region.box, box) > 0.3
  })
}

function marginOf({ box, text }: Region, heightPx: number, unit: number): 'header' | 'footer' | undefined {
  if (heightOf(box) > 2 * unit || text.length > MARGIN_LENGTH) return undefined
  if (box.bottom < MARGIN * heightPx) return 'header'
  return box.top > (1 - MARGIN) * heightPx ? 'footer' : undefined
}

function looksLikeTitle({ text, lines, box }: Region, unit: number): boolean {
  if (text.length > TITLE_LENGTH || lines.length > TITLE_LINES || heightOf(box) > 2 * TITLE_LINES * unit)
    return false
  return /\p{L}{2}/u.test(text) && !/[.,;:]$/.test(text) && !/^\p{Ll}/u.test(text)
}

/** The level of the page's headings in type of the same size. */
function levelBeside(region: Region, regions: readonly Region[]): number {
  const size = typeOf(region)
  const alike = regions
    .filter(({ category }) => category === 'title')
    .filter(title => Math.abs(typeOf(title) / size - 1) < 0.15)
  return alike[0]?.level ?? USUAL_LEVEL
}

const typeOf = ({ lines }: Region) => median(lines.map(line => line.fontSizePx ?? heightOf(line.box))) || 1
