import type { RegionCategory } from '../../../src-shared/contract/page.ts'
import type { PageMarks, RegionMark, Structure } from './document-structure.ts'
import { findLevels } from './find-levels.ts'
import { findMargins } from './find-margins.ts'
import type { FlowFact, PageFacts } from './page-facts.ts'
import { endsOpenly, isRestOfTable } from './text-end.ts'

/** Finds what only all pages together tell: running headers and footers, levels of headings, what goes on over a page's end. */
export function findStructure(facts: readonly PageFacts[]): Structure {
  const documents = new Map<number, PageFacts[]>()
  for (const page of facts) {
    const pages = documents.get(page.documentNumber)
    if (pages) pages.push(page)
    else documents.set(page.documentNumber, [page])
  }
  return { pages: [...documents.values()].flatMap(pages => structureOf(pages)) }
}

function structureOf(unsorted: readonly PageFacts[]): PageMarks[] {
  const pages = unsorted.toSorted((a, b) => a.pageInDocument - b.pageInDocument)
  const margins = findMargins(pages)
  const levels = pages.length > 1 ? findLevels(pages) : new Map()
  return pages.flatMap((page, at) => {
    const marks = new Map<number, RegionMark>()
    const mark = (index: number, more: RegionMark) => marks.set(index, { ...marks.get(index), ...more })
    for (const title of page.titles) {
      const found = levels.get(title)
      if (found) mark(title.index, found)
    }
    const ownMargins = margins.get(page.number) ?? new Map()
    for (const [index, category] of ownMargins) marks.set(index, { category })
    for (const index of page.continued) if (!ownMargins.has(index)) mark(index, { continues: true })
    const before = pages[at - 1]
    const rest = before && restOf(before, page, margins)
    if (rest !== undefined) mark(rest, { continues: true })
    if (marks.size === 0) return []
    const regions = [...marks].toSorted(([a], [b]) => a - b).map(([index, each]) => ({ index, ...each }))
    return [{ number: page.number, regionCount: page.regionCount, regions }]
  })
}

type Margins = ReadonlyMap<number, ReadonlyMap<number, RegionCategory>>

/** Regions that may stand between a text and its rest. */
const BESIDE_TEXT: readonly RegionCategory[] = [
  'header',
  'footer',
  'page-number',
  'footnote',
  'figure',
  'caption',
]

const SMALLER_TYPE = 0.95

/** The region with which a page goes on with the page before. */
function restOf(before: PageFacts, page: PageFacts, margins: Margins): number | undefined {
  if (page.pageInDocument !== before.pageInDocument + 1) return undefined
  const isText = (facts: PageFacts) => (flow: FlowFact) =>
    !BESIDE_TEXT.includes(margins.get(facts.number)?.get(flow.index) ?? flow.category)
  const first = page.starts.find(isText(page))
  if (!first) return undefined
  // Notes in smaller type may stand at the foot of the page before.
  const last = before.ends.findLast(
    flow => isText(before)(flow) && flow.end.sizePt > SMALLER_TYPE * first.end.sizePt,
  )
  if (!last) return undefined
  return endsOpenly(last.end, first.end) || isRestOfTable(last.end, first.end) ? first.index : undefined
}
