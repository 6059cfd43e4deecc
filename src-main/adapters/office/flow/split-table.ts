import type { Table, TableCell } from '../../../../src-shared/contract/page.ts'
import type { FlowRegion } from './flow-block.ts'
import { tableText } from './table-text.ts'

/** More places in one region make a page that nobody can scroll. */
const MOST_PLACES = 3000
/** A head of more rows is not repeated. */
const MOST_HEAD_ROWS = 3

/** A table in pieces of whole rows; its head stands over each of them. Cells that reach over a cut end there. */
export function splitTable(region: FlowRegion, mostCharacters: number): FlowRegion[] {
  const { table } = region
  if (!table) return [region]
  const rows = rowsOf(table)
  const starts = startsOf(rows, table.columnCount, mostCharacters)
  if (starts.length < 2) return [region]
  const headCount = headRowsOf(rows)
  return starts.map((first, index) => {
    const end = starts[index + 1] ?? table.rowCount
    const head = index === 0 ? [] : rows.slice(0, headCount)
    const piece = pieceOf([...head, ...rows.slice(first, end)], table.columnCount)
    return { ...region, text: tableText(piece), table: piece }
  })
}

type Row = readonly TableCell[]

function rowsOf({ rowCount, cells }: Table): Row[] {
  const rows: TableCell[][] = Array.from({ length: rowCount }, () => [])
  for (const cell of cells) rows[cell.row]?.push(cell)
  return rows
}

/** With which rows the pieces begin. */
function startsOf(rows: readonly Row[], columnCount: number, mostCharacters: number): number[] {
  const mostRows = Math.max(1, Math.floor(MOST_PLACES / columnCount))
  const starts = [0]
  let characters = 0
  let begun = 0
  for (const [index, row] of rows.entries()) {
    const length = row.reduce((sum, cell) => sum + cell.text.length, columnCount)
    if (index > begun && (characters + length > mostCharacters || index - begun >= mostRows)) {
      starts.push(index)
      begun = index
      characters = 0
    }
    characters += length
  }
  return starts
}

function headRowsOf(rows: readonly Row[]): number {
  const count = rows.findIndex(row => !row.every(cell => cell.isHeader))
  return count > 0 && count <= MOST_HEAD_ROWS ? count : 0
}

function pieceOf(rows: readonly Row[], columnCount: number): Table {
  const cells = rows.flatMap((row, index) =>
    row.map(cell => ({ ...cell, row: index, rowSpan: Math.min(cell.rowSpan, rows.length - index) })),
  )
  return { rowCount: rows.length, columnCount, cells }
}
