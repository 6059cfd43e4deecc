import type { FlowBlock, FlowRegion } from './flow-block.ts'
import { splitRegion } from './split-region.ts'

/** About six printed pages: enough to read on, and small enough to be shown, sent and stored at once. */
const MOST_CHARACTERS = 24_000
const MOST_REGIONS = 1000
const CELL_CHARACTERS = 8
/** From here on a page ends before a heading. */
const ENOUGH_CHARACTERS = 16_000
/** Headings of these levels begin a page that would else soon end. */
const CHAPTER_LEVEL = 2

/** A document that flows as pages: cut where it says so itself, and between blocks where a page grows too long. */
export function cutPages(blocks: Iterable<FlowBlock>): FlowRegion[][] {
  const pages: FlowRegion[][] = []
  let page: FlowRegion[] = []
  let characters = 0
  const turn = (): void => {
    if (page.length > 0) pages.push(page)
    page = []
    characters = 0
  }
  for (const block of blocks) {
    if (block.kind === 'page-break') {
      turn()
      continue
    }
    for (const region of splitRegion(block.region, MOST_CHARACTERS)) {
      const length = weightOf(region)
      const isFull = page.length >= MOST_REGIONS || characters + length > MOST_CHARACTERS
      if (isFull || (characters >= ENOUGH_CHARACTERS && isChapter(region))) turn()
      page.push(region)
      characters += length
    }
  }
  turn()
  return withNotes(pages)
}

/** Characters; a cell of a table takes as much room as a short word, if it is empty too. */
const weightOf = ({ text, table }: FlowRegion): number =>
  Math.max(text.length, table ? table.rowCount * table.columnCount * CELL_CHARACTERS : 0)

const isChapter = ({ category, level = 2 }: FlowRegion): boolean =>
  category === 'title' && level <= CHAPTER_LEVEL

/** Footnotes stand on the page that refers to them first. */
function withNotes(pages: FlowRegion[][]): FlowRegion[][] {
  const pageOfMark = new Map<string, number>()
  for (const [index, page] of pages.entries()) {
    for (const label of page.flatMap(marksIn)) if (!pageOfMark.has(label)) pageOfMark.set(label, index)
  }
  const texts: FlowRegion[][] = pages.map(() => [])
  const notes: FlowRegion[][] = pages.map(() => [])
  for (const [index, page] of pages.entries()) {
    for (const region of page) {
      const isNote = region.category === 'footnote'
      const place = isNote && region.label !== undefined ? pageOfMark.get(region.label) : undefined
      const target = isNote ? notes[place ?? index] : texts[index]
      target?.push(region)
    }
  }
  return texts.map((text, index) => [...text, ...(notes[index] ?? [])]).filter(page => page.length > 0)
}

function marksIn({ category, runs = [], table }: FlowRegion): string[] {
  if (category === 'footnote') return []
  const all = table ? [...runs, ...table.cells.flatMap(cell => cell.runs ?? [])] : runs
  return all.flatMap(run => (run.footnote === undefined ? [] : [run.footnote]))
}
