import type { Page, Region, RegionCategory, Run, Table } from '../../../src-shared/contract/page.ts'
import { joinLines } from '../recognition/stages/paragraphs/join-lines.ts'
import type { PageOrGap } from './job-result.ts'
import { isLeftOut } from './left-out.ts'
import { noteElsewhere } from './note-labels.ts'

/**
 * The same pages, with what goes on over columns and pages joined to where it began. A page is held back until it is
 * certain that nothing more belongs to it. Takes time and memory in proportion to what is joined.
 */
export async function* joinContinued(
  pages: AsyncIterable<PageOrGap> | Iterable<PageOrGap>,
): AsyncGenerator<PageOrGap> {
  let held: OpenPage[] = []
  for await (const each of pages) {
    if (each.kind === 'gap') {
      yield* held.map(closed)
      held = []
      yield each
      continue
    }
    // The other pages that are held have nothing to go on with.
    const open = placeRegions(each.page, held[0])
    if (open.regions.some(({ first }) => !isLeftOut(first.category))) {
      yield* held.map(closed)
      held = []
    }
    held.push(open)
  }
  yield* held.map(closed)
}

/** A region, and those that go on with it. */
interface OpenRegion {
  readonly first: Region
  readonly rest: Region[]
}

interface OpenPage {
  readonly page: Page
  readonly regions: OpenRegion[]
}

const closed = ({ page, regions }: OpenPage): PageOrGap => ({
  kind: 'page',
  page: { ...page, regions: regions.map(wholeRegion) },
})

function placeRegions(page: Page, before: OpenPage | undefined): OpenPage {
  const open: OpenPage = { page, regions: [] }
  const pages = before ? [open, before] : [open]
  for (const region of page.regions) {
    if (!region.continues || !joinToEarlier({ region, page }, pages))
      open.regions.push({ first: region, rest: [] })
  }
  return open
}

/** The region with marks that lead to the notes of its own page from another one. */
function withOwnNotes(region: Region, page: Page): Region {
  const isOwn = (mark: string) =>
    page.regions.some(({ category, label }) => category === 'footnote' && label === mark)
  const runs = region.runs?.map(run =>
    run.footnote !== undefined && isOwn(run.footnote)
      ? { ...run, footnote: noteElsewhere(run.footnote, page.number) }
      : run,
  )
  return runs ? { ...region, runs } : region
}

/** What may stand between the parts of a text or a table: it floats, or belongs to the sheet. */
const FLOATS: readonly RegionCategory[] = ['figure', 'caption', 'footnote', 'header', 'footer', 'page-number']

/** The last page comes first. */
function joinToEarlier(
  { region, page }: { readonly region: Region; readonly page: Page },
  pages: readonly OpenPage[],
): boolean {
  const isFloat = ({ first: { category } }: OpenRegion) =>
    FLOATS.includes(category) || (category === 'table' && region.category !== 'table')
  for (const { regions, page: other } of pages) {
    const earlier = regions.findLast(open => !isFloat(open))
    if (!earlier) continue
    if (!canGoOn(earlier.first, region)) return false
    earlier.rest.push(other === page ? region : withOwnNotes(region, page))
    return true
  }
  return false
}

const RUNNING: readonly RegionCategory[] = ['text', 'list']

function canGoOn(first: Region, second: Region): boolean {
  if (first.category === 'table' && second.category === 'table')
    return first.table?.columnCount === second.table?.columnCount
  if (first.category === second.category) return true
  return RUNNING.includes(first.category) && RUNNING.includes(second.category)
}

function wholeRegion({ first, rest }: OpenRegion): Region {
  if (rest.length === 0) return first
  const parts = [first, ...rest]
  const lines = parts.flatMap(part => part.lines)
  if (first.category === 'table') return { ...first, ...joinTables(first, rest), lines }
  const text = joinLines(parts.map(part => part.text))
  const runs = parts.some(part => part.runs) ? { runs: joinRuns(parts) } : {}
  return { ...first, text, ...runs, lines }
}

function joinRuns(parts: readonly Region[]): Run[] {
  const runs: Run[] = []
  let before = ''
  for (const part of parts) {
    const start = before.trim()
    const next = part.text.trim()
    const joint = joinLines([start, next])
    const last = runs.at(-1)
    if (last && joint.startsWith(`${start} `)) runs.push({ text: ' ' })
    else if (last && !joint.startsWith(start) && joint.startsWith(start.slice(0, -1) + next.slice(0, 1)))
      runs[runs.length - 1] = { ...last, text: last.text.trimEnd().slice(0, -1) }
    for (const run of part.runs ?? [{ text: part.text }]) runs.push(run)
    before = part.text
  }
  return runs
}

function joinTables(first: Region, rest: readonly Region[]): Pick<Region, 'text' | 'table'> {
  const [head = ''] = first.text.split('\n', 1)
  const texts = [first.text]
  const cells = [...(first.table?.cells ?? [])]
  let rowCount = first.table?.rowCount ?? 0
  for (const { text, table } of rest) {
    const repeatsHead = text.startsWith(`${head}\n`)
    texts.push(repeatsHead ? text.slice(head.length + 1) : text)
    if (!table) continue
    const dropped = repeatsHead && canLoseHead(table) ? 1 : 0
    for (const cell of table.cells)
      if (cell.row >= dropped) cells.push({ ...cell, row: cell.row - dropped + rowCount })
    rowCount += table.rowCount - dropped
  }
  const text = texts.join('\n')
  return first.table ? { text, table: { ...first.table, rowCount, cells } } : { text }
}

const canLoseHead = ({ rowCount, cells }: Table): boolean =>
  rowCount > 1 && cells.every(cell => cell.row > 0 || cell.rowSpan === 1)
