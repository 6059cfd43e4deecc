import type { Region, Table, TableCell } from '../../../../src-shared/contract/page.ts'
import { NO_PLACE } from '../archive/no-place.ts'
import { tableText } from '../flow/table-text.ts'
import type { Block } from './blocks-of-cells.ts'
import { SHEET_LIMITS } from './sheet-limits.ts'
import type { ShownCell } from './shown-cell.ts'

/** A block of cells as a table; lines that stand above it alone, and blocks that are one column wide, as text. */
export function regionsOfBlock(block: Block): readonly Region[] {
  const regions: Region[] = []
  let rest = rowsOf(block)
  while (rest.length > 0) {
    const [first = [], ...others] = rest
    const isAlone = first.length === 1 && first[0]?.rowSpan === 1
    if (!isAlone || (others.length > 0 && columnsOf(rest.flat()).length === 1)) break
    regions.push(textRegion([first]))
    rest = others
  }
  if (rest.length === 0) return regions
  const cells = rest.flat()
  const columns = columnsOf(cells)
  const places = rest.length * columns.length
  const isSparse = places > SHEET_LIMITS.sparsePlaces && places > cells.length * 20
  regions.push(columns.length === 1 || isSparse ? textRegion(rest) : tableRegion(cells, columns))
  return regions
}

/** From the top, each row from the left. */
function rowsOf(cells: Block): readonly (readonly ShownCell[])[] {
  const rows = new Map<number, ShownCell[]>()
  for (const cell of cells.toSorted((a, b) => a.row - b.row || a.column - b.column)) {
    const row = rows.get(cell.row)
    if (row) row.push(cell)
    else rows.set(cell.row, [cell])
  }
  return [...rows.values()]
}

/** Columns in which something stands, a spanning cell standing in all of its own where others do. */
const columnsOf = (cells: Block): readonly number[] =>
  [...new Set(cells.map(({ column }) => column))].sort((a, b) => a - b)

function textRegion(rows: readonly (readonly ShownCell[])[]): Region {
  const text = rows.map(row => row.map(cell => cell.text).join('\t')).join('\n')
  const [only] = rows.flat()
  const runs = rows.flat().length === 1 ? only?.runs : undefined
  return { category: 'text', box: NO_PLACE, text, lines: [], ...(runs ? { runs: [...runs] } : {}) }
}

/** Empty rows and columns are left out; a span counts the rows and columns that are left. */
function tableRegion(cells: Block, columns: readonly number[]): Region {
  const rows = [...new Set(cells.map(({ row }) => row))].sort((a, b) => a - b)
  const rowIndex = new Map(rows.map((row, index) => [row, index]))
  const columnIndex = new Map(columns.map((column, index) => [column, index]))
  const hasHead = rows.length > 1 && cells.every(cell => cell.row !== rows[0] || !cell.isNumber)
  const table: Table = {
    rowCount: rows.length,
    columnCount: columns.length,
    cells: cells.map((cell): TableCell => {
      const row = rowIndex.get(cell.row) ?? 0
      return {
        row,
        column: columnIndex.get(cell.column) ?? 0,
        rowSpan: countWithin(rows, cell.row, cell.rowSpan),
        columnSpan: countWithin(columns, cell.column, cell.columnSpan),
        text: cell.text,
        ...(hasHead && row === 0 ? { isHeader: true } : {}),
        ...(cell.runs ? { runs: [...cell.runs] } : {}),
      }
    }),
  }
  return { category: 'table', box: NO_PLACE, text: tableText(table), table, lines: [] }
}

/** How many of the sorted numbers lie in the span from `start` on. */
function countWithin(sorted: readonly number[], start: number, span: number): number {
  if (span === 1) return 1
  return sorted.reduce((count, each) => (each >= start && each < start + span ? count + 1 : count), 0)
}
