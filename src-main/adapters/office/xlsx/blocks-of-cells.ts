import type { ShownCell } from './shown-cell.ts'

/** Cells that belong together, as rows and columns without a gap part them from others. */
export type Block = readonly ShownCell[]

/** Cuts go no deeper than this: real sheets need three or four. */
const MOST_CUTS = 40

/**
 * Divides a sheet's cells into blocks in reading order, by cutting along empty rows and empty columns in turn. One empty row or
 * column does not part what else lines up: a column that only makes room, or an empty line before the rest of a table.
 */
export function blocksOfCells(cells: readonly ShownCell[], depth = 0): readonly Block[] {
  if (cells.length === 0) return []
  if (depth > MOST_CUTS) return [cells]
  const byRow = cut(cells, ROWS)
  if (byRow.length > 1) return byRow.flatMap(part => blocksOfCells(part, depth + 1))
  const byColumn = cut(cells, COLUMNS)
  if (byColumn.length > 1) return byColumn.flatMap(part => blocksOfCells(part, depth + 1))
  return [cells]
}

/** The direction that is cut across, and the other. */
interface Axis {
  readonly start: (cell: ShownCell) => number
  readonly end: (cell: ShownCell) => number
  readonly joins: (before: Block, after: Block) => boolean
}

const top = (cell: ShownCell): number => cell.row
const bottom = (cell: ShownCell): number => cell.row + cell.rowSpan
const left = (cell: ShownCell): number => cell.column
const right = (cell: ShownCell): number => cell.column + cell.columnSpan

const ROWS: Axis = { start: top, end: bottom, joins: isRestOfTable }
const COLUMNS: Axis = { start: left, end: right, joins: standsBeside }

function cut(cells: readonly ShownCell[], axis: Axis): readonly Block[] {
  const parts: { cells: ShownCell[]; end: number }[] = []
  for (const cell of cells.toSorted((a, b) => axis.start(a) - axis.start(b))) {
    const last = parts.at(-1)
    if (last && axis.start(cell) <= last.end) {
      last.cells.push(cell)
      last.end = Math.max(last.end, axis.end(cell))
    } else parts.push({ cells: [cell], end: axis.end(cell) })
  }
  const joined: { cells: Block; end: number }[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    const isNear = last !== undefined && extentOf(part.cells, axis.start, axis.end).from === last.end + 1
    if (last && isNear && axis.joins(last.cells, part.cells)) {
      last.cells = [...last.cells, ...part.cells]
      last.end = part.end
    } else joined.push({ ...part })
  }
  return joined.map(part => part.cells)
}

function extentOf(cells: Block, start: Axis['start'], end: Axis['end']) {
  let from = Number.POSITIVE_INFINITY
  let to = 0
  for (const cell of cells) {
    from = Math.min(from, start(cell))
    to = Math.max(to, end(cell))
  }
  return { from, to }
}

/** Both reach over the same columns, and what follows does not begin with a head of its own. */
function isRestOfTable(before: Block, after: Block): boolean {
  const above = extentOf(before, left, right)
  const below = extentOf(after, left, right)
  if (above.from !== below.from || above.to !== below.to || above.to - above.from < 2) return false
  const first = extentOf(after, top, bottom).from
  return after.some(cell => cell.row === first && cell.isNumber)
}

/** Both reach over the same rows: a narrow empty column lies between what belongs together. */
function standsBeside(before: Block, after: Block): boolean {
  const one = extentOf(before, top, bottom)
  const other = extentOf(after, top, bottom)
  return one.from === other.from && one.to === other.to
}
