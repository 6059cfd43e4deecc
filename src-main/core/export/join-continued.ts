import type { Page, Region, RegionCategory, Run, Table } from '../../../src-shared/contract/page.ts'
import { joinLines } from '../recognition/stages/join-lines.ts'
import type { PageOrGap } from './job-result.ts'
import { isLeftOut } from './left-out.ts'

/**
 * The same pages, with what goes on over columns and pages joined to where it began. A page is held back until it is
 * certain that nothing more belongs to it.
 */
export async function* joinContinued(
  pages: AsyncIterable<PageOrGap> | Iterable<PageOrGap>,
): AsyncGenerator<PageOrGap> {
  let held: OpenPage[] = []
  for await (const each of pages) {
    if (each.kind === 'gap') {
      for (const { page, regions } of held) yield { kind: 'page', page: { ...page, regions } }
      held = []
      yield each
      continue
    }
    const open = placeRegions(each.page, held)
    if (open.regions.some(region => !isLeftOut(region.category))) {
      for (const { page, regions } of held) yield { kind: 'page', page: { ...page, regions } }
      held = []
    }
    held.push(open)
  }
  for (const { page, regions } of held) yield { kind: 'page', page: { ...page, regions } }
}

interface OpenPage {
  readonly page: Page
  readonly regions: Region[]
}

function placeRegions(page: Page, held: readonly OpenPage[]): OpenPage {
  const open: OpenPage = { page, regions: [] }
  for (const region of page.regions) {
    if (!region.continues || !joinToEarlier(region, [...held, open])) open.regions.push(region)
  }
  return open
}

/** What may stand between the parts of a text or a table: it floats, or belongs to the sheet. */
const FLOATS: readonly RegionCategory[] = ['figure', 'caption', 'footnote', 'header', 'footer', 'page-number']

function joinToEarlier(region: Region, pages: readonly OpenPage[]): boolean {
  for (const { regions } of pages.toReversed()) {
    for (const [at, earlier] of [...regions.entries()].toReversed()) {
      const isFloat =
        FLOATS.includes(earlier.category) || (earlier.category === 'table' && region.category !== 'table')
      if (isFloat) continue
      const whole = joinRegions(earlier, region)
      if (whole) regions[at] = whole
      return whole !== undefined
    }
  }
  return false
}

const RUNNING: readonly RegionCategory[] = ['text', 'list']

function joinRegions(first: Region, second: Region): Region | undefined {
  const isTable = first.category === 'table'
  if (isTable !== (second.category === 'table')) return undefined
  if (isTable) return joinTables(first, second)
  const isRunning = RUNNING.includes(first.category) && RUNNING.includes(second.category)
  if (!isRunning && first.category !== second.category) return undefined
  const text = joinLines([first.text, second.text])
  const runs = (first.runs ?? second.runs) ? { runs: joinRuns(first, second, text) } : {}
  return { ...first, text, ...runs, lines: [...first.lines, ...second.lines] }
}

function joinRuns(first: Region, second: Region, text: string): Run[] {
  const before = [...(first.runs ?? [{ text: first.text }])]
  const after = second.runs ?? [{ text: second.text }]
  const last = before.at(-1)
  const start = first.text.trim()
  const isHyphenGone = last && text.startsWith(start.slice(0, -1) + second.text.trim().slice(0, 1))
  if (isHyphenGone && !text.startsWith(start)) {
    before[before.length - 1] = { ...last, text: last.text.trimEnd().slice(0, -1) }
    return [...before, ...after]
  }
  return text.startsWith(`${start} `) ? [...before, { text: ' ' }, ...after] : [...before, ...after]
}

function joinTables(first: Region, second: Region): Region | undefined {
  const [head = '', ...rest] = second.text.split('\n')
  const repeatsHead = rest.length > 0 && first.text.split('\n', 1)[0] === head
  const text = `${first.text}\n${repeatsHead ? rest.join('\n') : second.text}`
  const lines = [...first.lines, ...second.lines]
  if (!first.table && !second.table) return { ...first, text, lines }
  if (first.table?.columnCount !== second.table?.columnCount) return undefined
  if (!first.table || !second.table) return undefined
  return { ...first, text, lines, table: append(first.table, second.table, repeatsHead) }
}

function append(first: Table, second: Table, repeatsHead: boolean): Table {
  const isRowAlone = second.cells.every(cell => cell.row > 0 || cell.rowSpan === 1)
  const dropped = repeatsHead && isRowAlone && second.rowCount > 1 ? 1 : 0
  const moved = second.cells
    .filter(cell => cell.row >= dropped)
    .map(cell => ({ ...cell, row: cell.row - dropped + first.rowCount }))
  return {
    rowCount: first.rowCount + second.rowCount - dropped,
    columnCount: first.columnCount,
    cells: [...first.cells, ...moved],
  }
}
