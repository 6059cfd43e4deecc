import type { ShownCell } from './shown-cell.ts'

/** Cells that belong together, as rows and columns without a gap part them from others. */
export type Block = readonly ShownCell[]

/** Cuts go no deeper than this: real sheets need three or four. */
const MOST_CUTS = 40
/** Lines of a form: half of the rows may be headings or notes on one side. */
const SHARED_ROWS = 0.5
const TABLE_FILL = 0.7

/**
 * Divides a sheet's cells into blocks in reading order, by cutting along empty rows and empty columns in turn. An empty line
 * before the rest of a table does not part it, nor do empty columns part the lines of a form, whose texts reach over them.
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
  /** Whether parts may be joined over more than one empty row or column. */
  readonly joinsFar: boolean
}

const top = (cell: ShownCell): number => cell.row
const bottom = (cell: ShownCell): number => cell.row + cell.rowSpan
const left = (cell: ShownCell): number => cell.column
const right = (cell: ShownCell): number => cell.column + cell.columnSpan

const ROWS: Axis = { start: top, end: bottom, joins: isRestOfTable, joinsFar: false }
const COLUMNS: Axis = { start: left, end: right, joins: sharesLines, joinsFar: true }

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
    if (last && (isNear || axis.joinsFar) && axis.joins(last.cells, part.cells)) {
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

/** Most rows go on over the gap, and it does not lie between two tables. */
function sharesLines(before: Block, after: Block): boolean {
  if (isTable(before) && isTable(after)) return false
  const rows = new Set(before.map(top))
  const others = new Set(after.map(top))
  const shared = [...others].filter(row => rows.has(row)).length
  return shared >= SHARED_ROWS * Math.max(rows.size, others.size)
}

/** Filled places, of all that two rows and two columns at least have between them. */
function isTable(cells: Block): boolean {
  const rows = new Set(cells.map(top)).size
  const columns = new Set(cells.map(left)).size
  return rows > 1 && columns > 1 && cells.length >= TABLE_FILL * rows * columns
}
