import { areaOf } from '../box-shares.ts'
import type { FilledGrid } from './fill-grid.ts'
import { type TableWord, textRows } from './table-words.ts'

/** Cells are at least this share of the places between all edges: frames around each other leave most edges without a cell. */
const LEAST_CELLS = 0.5
/** Cells over several places that are empty cover no more of the area. */
const MOST_EMPTY = 0.3
/** So many rows of text in a cell are running text, where each has so many letters. */
const RUNNING_ROWS = 8
const RUNNING_LETTERS = 16
/** So much running text is a column's, not a table's, unless so many rows of cells stand beside each other. */
const MOST_RUNNING = 0.5
const MANY_ROWS = 4

/** Lines of prose beside numbers of lines are no cells: in so many rows with a text of so many words one goes on from the row above. */
const PROSE_WORDS = 5
const LEAST_PROSE_ROWS = 6
const MOST_GOING_ON = 0.4

/** Whether cells hold text as a table's do. Frames and rules between the columns of a newspaper make cells that don't. */
export function holdsTable(filled: FilledGrid): boolean {
  const { grid, words } = filled
  const written = grid.cells.filter((_, index) => (words[index]?.length ?? 0) > 0)
  const hasSeveral = (places: readonly number[]) => new Set(places).size < places.length
  if (!hasSeveral(written.map(cell => cell.row)) || !hasSeveral(written.map(cell => cell.column)))
    return false
  if (new Set(written.map(cell => cell.row)).size < 2) return false
  if (new Set(written.map(cell => cell.column)).size < 2) return false
  if (grid.cells.length < LEAST_CELLS * grid.rowCount * grid.columnCount) return false
  if (emptyShare(filled) > MOST_EMPTY) return false
  if (goesOnBelow(filled)) return false
  return runningShare(words) < MOST_RUNNING || besideRows(filled) >= MANY_ROWS
}

/** The share of the area in empty cells that span several rows or columns. */
function emptyShare({ grid, words }: FilledGrid): number {
  const all = grid.cells.reduce((sum, { box }) => sum + areaOf(box), 0)
  const empty = grid.cells.filter(
    ({ rowSpan, columnSpan }, index) => rowSpan * columnSpan > 1 && words[index]?.length === 0,
  )
  return empty.reduce((sum, { box }) => sum + areaOf(box), 0) / Math.max(1, all)
}

/** The share of letters that stand in cells of many long lines. */
function runningShare(words: FilledGrid['words']): number {
  const running = words.filter(own => {
    const rows = textRows(own)
    return rows.length >= RUNNING_ROWS && lettersOf(own) >= RUNNING_LETTERS * rows.length
  })
  const count = (some: FilledGrid['words']) => some.reduce((sum, own) => sum + lettersOf(own), 0)
  return count(running) / Math.max(1, count(words))
}

const lettersOf = (words: readonly TableWord[]) => words.reduce((sum, { word }) => sum + word.text.length, 0)

/** Whether sentences go on from row to row beside texts of the first column. */
function goesOnBelow({ grid, words }: FilledGrid): boolean {
  const hasFirst = new Set(
    grid.cells.flatMap(({ row, column }, index) => (column === 0 && words[index]?.length ? [row] : [])),
  )
  const prose = grid.cells.flatMap(({ row, column }, index) => {
    const own = words[index] ?? []
    return column > 0 && hasFirst.has(row) && own.length >= PROSE_WORDS ? [own[0]?.word.text ?? ''] : []
  })
  const goingOn = prose.filter(text => /^\p{Ll}/u.test(text))
  return prose.length >= LEAST_PROSE_ROWS && goingOn.length > MOST_GOING_ON * prose.length
}

/** How many rows have text in two cells at least. */
function besideRows({ grid, words }: FilledGrid): number {
  const counts = new Map<number, number>()
  for (const [index, { row }] of grid.cells.entries())
    if ((words[index]?.length ?? 0) > 0) counts.set(row, (counts.get(row) ?? 0) + 1)
  return [...counts.values()].filter(count => count > 1).length
}
