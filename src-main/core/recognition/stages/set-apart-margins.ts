import type { Region, RegionCategory } from '../../../../src-shared/contract/page.ts'
import { heightOf, median, middleY } from './placed-line.ts'

/** Running headers and footers stand within this share of the page's height from its edge. */
const MARGIN = 0.1
const PAGE_NUMBER = /^[-–—\s[(]*(page\s+)?(\d{1,4}|[ivxlcdm]{1,7})(\s*(\/|of)\s*\d{1,4})?[-–—\s\])]*$/i
const HEADER_WITH_NUMBER = /(^\d{1,4}\s+\p{L})|(\p{L}.*\s\d{1,4}$)/u

/** Names page numbers, and running headers and footers that carry one. What stands in doubt stays text. */
export function setApartMargins(regions: readonly Region[], heightPx: number): Region[] {
  if (regions.length < 2) return [...regions]
  const lineHeight = median(regions.flatMap(region => region.lines.map(line => heightOf(line.box))))
  const tops = regions.map(region => region.box.top)
  const bottoms = regions.map(region => region.box.bottom)
  const top = Math.min(...tops)
  const bottom = Math.max(...bottoms)
  return regions.map(region => {
    const edge = edgeOf(region, heightPx, top, bottom, lineHeight)
    const category = edge && marginCategory(region, edge)
    return category ? withCategory(region, category) : region
  })
}

function withCategory({ level: _, ...region }: Region, category: RegionCategory): Region {
  return { ...region, category }
}

function edgeOf(region: Region, heightPx: number, top: number, bottom: number, lineHeight: number) {
  const y = middleY(region.box)
  if (y < MARGIN * heightPx && region.box.top < top + lineHeight) return 'top'
  if (y > (1 - MARGIN) * heightPx && region.box.bottom > bottom - lineHeight) return 'bottom'
  return undefined
}

function marginCategory(region: Region, edge: 'top' | 'bottom'): RegionCategory | undefined {
  if (PAGE_NUMBER.test(region.text)) return 'page-number'
  const isOneRow = heightOf(region.box) < 2 * median(region.lines.map(line => heightOf(line.box)))
  if (!isOneRow || region.text.length > 120 || !HEADER_WITH_NUMBER.test(region.text)) return undefined
  if (region.category !== 'text' || /[.!?]$/.test(region.text)) return undefined
  return edge === 'top' ? 'header' : 'footer'
}
