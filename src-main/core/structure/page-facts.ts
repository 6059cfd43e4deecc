import type { Page, Region, RegionCategory } from '../../../src-shared/contract/page.ts'
import { isServedEngine } from '../served/served-chain.ts'
import { sizeOf } from './size-of.ts'
import { endsOpenly, type TextEnd, textEndOf } from './text-end.ts'

/** What the structure of a document is found from: a few hundred bytes a page, however full it is. */
export interface PageFacts {
  readonly number: number
  readonly documentNumber: number
  readonly pageInDocument: number
  readonly regionCount: number
  readonly edges: readonly EdgeFact[]
  readonly titles: readonly TitleFact[]
  /** The regions at both ends of the page's reading order. */
  readonly starts: readonly FlowFact[]
  readonly ends: readonly FlowFact[]
  /** Texts that go on in the page's next column. */
  readonly continued: readonly number[]
  /** Characters by size of type, in half points. */
  readonly sizes: ReadonlyMap<number, number>
}

/** A short text near the upper or lower edge of a page. */
export interface EdgeFact {
  readonly index: number
  readonly edge: 'top' | 'bottom'
  readonly category: RegionCategory
  readonly text: string
  /** Distance of its middle from the page's top, as a share of the height. */
  readonly y: number
  readonly sizePt: number
  /** Whether text that can't be a running header or footer stands farther out. */
  readonly isInside: boolean
}

export interface TitleFact {
  readonly index: number
  readonly text: string
  readonly sizePt: number
  readonly isBold: boolean
  readonly level: number
  readonly isInOutline: boolean
  /** The engine that read it told its level: it has seen the page, and sizes are not known here. */
  readonly isLevelRead?: boolean
  readonly isScanned: boolean
}

/** A region as those before and after it see it. */
export interface FlowFact {
  readonly index: number
  readonly category: RegionCategory
  readonly end: TextEnd
}

/** What may stand between a text and its rest in the next column. */
const FLOATS: readonly RegionCategory[] = [
  'figure',
  'caption',
  'table',
  'footnote',
  'header',
  'footer',
  'page-number',
]
/** A text of so many lines is more than a cell. */
const FILLED_LINES = 5
const SMALLER_TYPE = 0.95
const EDGE_SHARE = 0.15
const EDGE_TEXT = 200
const EDGE_LINES = 3
const MOST_ENDS = 8

/** Gathers what a page tells about its document's structure. */
export function pageFacts(page: Page): PageFacts {
  const { number, documentNumber, pageInDocument, regions } = page
  const flow = (index: number): FlowFact[] => {
    const region = regions[index]
    return region ? [{ index, category: region.category, end: textEndOf(region, page) }] : []
  }
  const indices = regions.map((_, index) => index)
  return {
    number,
    documentNumber,
    pageInDocument,
    regionCount: regions.length,
    edges: edgesOf(page),
    titles: regions.flatMap((region, index) => titleOf(region, index, page)),
    starts: indices.slice(0, MOST_ENDS).flatMap(flow),
    ends: indices.slice(-MOST_ENDS).flatMap(flow),
    continued: continuedInColumns(page),
    sizes: sizesOf(page),
  }
}

function edgesOf(page: Page): EdgeFact[] {
  const { heightPx, regions } = page
  const isAtEdge = (region: Region) =>
    region.box.bottom < EDGE_SHARE * heightPx || region.box.top > (1 - EDGE_SHARE) * heightPx
  const isCandidate = (region: Region) =>
    isAtEdge(region) &&
    region.category !== 'table' &&
    // A footnote that a mark on the page stands for.
    region.label === undefined &&
    region.text.length <= EDGE_TEXT &&
    region.lines.length <= EDGE_LINES * 3 &&
    new Set(region.lines.map(line => Math.round(line.box.top))).size <= EDGE_LINES
  const others = regions.filter(region => !isCandidate(region) && region.lines.length > 0)
  return regions.flatMap((region, index): EdgeFact[] => {
    if (!isCandidate(region)) return []
    const edge = region.box.bottom < EDGE_SHARE * heightPx ? 'top' : 'bottom'
    const isInside = others.some(other =>
      edge === 'top' ? other.box.bottom < region.box.top : other.box.top > region.box.bottom,
    )
    const y = (region.box.top + region.box.bottom) / 2 / heightPx
    const { category, text } = region
    return [{ index, edge, category, text, y, sizePt: sizeOf(region, page), isInside }]
  })
}

function titleOf(region: Region, index: number, page: Page): TitleFact[] {
  if (region.category !== 'title') return []
  return [
    {
      index,
      text: region.text.slice(0, 40),
      sizePt: sizeOf(region, page),
      isBold: region.lines.every(line => line.isBold === true),
      level: region.level ?? 2,
      isInOutline: region.isInOutline === true,
      isLevelRead: isServedEngine(page.engine) && region.level !== undefined,
      isScanned: page.source === 'ocr',
    },
  ]
}

/** Texts at the top of a column that go on with the one before, at the foot of another. */
function continuedInColumns(page: Page): number[] {
  return page.regions.flatMap((region, index) => {
    const before = page.regions
      .slice(0, index)
      .findLast(each => !FLOATS.includes(each.category) && isLikeType(each, region, page))
    if (!before || !isInNextColumn(region, before)) return []
    return endsOpenly(textEndOf(before, page), textEndOf(region, page)) ? [index] : []
  })
}

/** To the right of the text before and above it, or beside its start where that fills its column: neighbouring cells are short. */
function isInNextColumn({ box }: Region, before: Region): boolean {
  const { top, bottom, right } = before.box
  const isColumn = before.lines.length >= FILLED_LINES && box.top < (top + bottom) / 2
  return box.left >= right && (box.bottom <= top || isColumn)
}

/** Notes in smaller type stand between a text and the next column. */
function isLikeType(before: Region, region: Region, page: Page): boolean {
  return sizeOf(before, page) > SMALLER_TYPE * sizeOf(region, page)
}

function sizesOf(page: Page): Map<number, number> {
  const sizes = new Map<number, number>()
  for (const region of page.regions) {
    if (region.category !== 'text' && region.category !== 'list') continue
    const size = sizeOf(region, page)
    sizes.set(size, (sizes.get(size) ?? 0) + region.text.length)
  }
  return sizes
}
