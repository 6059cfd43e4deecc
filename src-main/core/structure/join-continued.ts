import type { Page, Region, Run } from '../../../src-shared/contract/page.ts'
import type { PageOrGap } from '../export/job-result.ts'
import { joinLines } from '../recognition/stages/join-lines.ts'

/** So many pages wait for the end of their last text: a longer one is cut. */
const MOST_WAITING = 4

/** The pages with each text in one piece, at the place where it begins: what continues it is gone from its own place. */
export async function* joinContinued(
  pages: AsyncIterable<PageOrGap> | Iterable<PageOrGap>,
): AsyncGenerator<PageOrGap> {
  let waiting: PageOrGap[] = []
  for await (const next of pages) {
    if (next.kind === 'gap') {
      yield* waiting
      waiting = []
      yield next
      continue
    }
    const page = joinInPage(next.page)
    const first = page.regions.findIndex(region => region.continues === true)
    const joined = first < 0 || waiting.length >= MOST_WAITING ? undefined : appendTo(waiting, page, first)
    if (!joined) {
      yield* waiting
      waiting = [{ kind: 'page', page: withoutMark(page) }]
      continue
    }
    waiting = [...joined, { kind: 'page', page: withoutRegion(page, first) }]
    // Only a page whose text is over lets the pages before it go.
    if (hasOwnText(page, first)) {
      yield* waiting.slice(0, -1)
      waiting = waiting.slice(-1)
    }
  }
  yield* waiting
}

/** Texts that go on in the next column of the same page. */
function joinInPage(page: Page): Page {
  const regions: Region[] = []
  for (const region of page.regions) {
    const before = region.continues === true ? regions.findLastIndex(each => canTake(each, region)) : -1
    const first = regions[before]
    if (first) regions[before] = joinTwo(first, region)
    else regions.push(region)
  }
  return regions.length === page.regions.length ? page : { ...page, regions }
}

function appendTo(waiting: readonly PageOrGap[], page: Page, index: number): PageOrGap[] | undefined {
  const rest = page.regions[index]
  if (!rest) return undefined
  for (let at = waiting.length - 1; at >= 0; at--) {
    const each = waiting[at]
    if (each?.kind !== 'page') return undefined
    const found = each.page.regions.findLastIndex(region => canTake(region, rest))
    const first = each.page.regions[found]
    if (!first) continue
    const regions = each.page.regions.with(found, joinTwo(first, rest))
    return waiting.with(at, { kind: 'page', page: { ...each.page, regions } })
  }
  return undefined
}

const canTake = (first: Region, rest: Region) =>
  rest.category === 'table'
    ? first.category === 'table'
    : first.category === 'text' || first.category === 'list'

function hasOwnText(page: Page, rest: number): boolean {
  return page.regions.some((region, index) => index !== rest && canTake(region, page.regions[rest] ?? region))
}

const withoutRegion = (page: Page, index: number): Page => ({
  ...page,
  regions: page.regions.filter((_, at) => at !== index),
})

/** A rest whose beginning is not there stands for itself. */
function withoutMark(page: Page): Page {
  if (!page.regions.some(region => region.continues)) return page
  return { ...page, regions: page.regions.map(({ continues: _, ...region }) => region) }
}

function joinTwo(first: Region, rest: Region): Region {
  if (first.category === 'table') return joinTables(first, rest)
  const text = joinLines([first.text, rest.text])
  const lines = first.lines
  if (!first.runs && !rest.runs) return { ...first, text, lines }
  const runs = joinRuns(first.runs ?? [{ text: first.text }], rest.runs ?? [{ text: rest.text }])
  return { ...first, text, lines, runs: runs.some(run => run.text !== '') ? runs : [{ text }] }
}

/** The runs of both, joined as `joinLines` joins their texts. */
function joinRuns(first: readonly Run[], rest: readonly Run[]): Run[] {
  const last = first.at(-1)
  const next = rest[0]
  if (!last || !next) return [...first, ...rest]
  const both = joinLines([last.text, next.text])
  const tail = last.text.trim()
  const isUnhyphenated = !both.startsWith(tail)
  const kept = isUnhyphenated ? tail.slice(0, -1) : tail
  const between = both.slice(kept.length, both.length - next.text.trim().length)
  return [...first.slice(0, -1), { ...last, text: `${leadOf(last.text)}${kept}${between}` }, ...rest]
}

const leadOf = (text: string) => (/^\s/.test(text) ? ' ' : '')

/** The rows of both, the repeated head once. */
function joinTables(first: Region, rest: Region): Region {
  const rows = rest.text.split('\n')
  const text = [first.text, ...rows.slice(1)].join('\n')
  const { table: one } = first
  const { table: other } = rest
  const isPlainHead = other?.cells.every(cell => cell.row > 0 || cell.rowSpan === 1) ?? false
  if (!one || !other || !isPlainHead || one.columnCount !== other.columnCount) {
    const { table: _, ...bare } = first
    return { ...bare, text }
  }
  const headRows = 1
  const cells = other.cells
    .filter(cell => cell.row >= headRows)
    .map(cell => ({ ...cell, row: cell.row - headRows + one.rowCount }))
  const rowCount = one.rowCount + other.rowCount - headRows
  return { ...first, text, table: { ...one, rowCount, cells: [...one.cells, ...cells] } }
}
