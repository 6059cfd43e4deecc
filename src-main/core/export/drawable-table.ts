import type { Region, Table } from '../../../src-shared/contract/page.ts'

/** More places than any table that people read; what claims more is written as its text. */
const MOST_PLACES = 1_000_000

/** The region's table, unless it is too wide and long to be drawn, or cells reach out of it. */
export function drawableTable({ table }: Region): Table | undefined {
  if (!table || table.rowCount * table.columnCount > MOST_PLACES) return undefined
  const isInside = table.cells.every(
    ({ row, column, rowSpan, columnSpan }) =>
      row + rowSpan <= table.rowCount && column + columnSpan <= table.columnCount,
  )
  return isInside ? table : undefined
}

/** A table as rows of texts, from its cells or, where there are none, from its text. A spanning cell stands in its first place. */
export function tableRows(region: Region): readonly (readonly string[])[] {
  const table = drawableTable(region)
  if (!table) return region.text.split('\n').map(row => row.split('\t'))
  const rows = Array.from({ length: table.rowCount }, () =>
    Array.from({ length: table.columnCount }, () => ''),
  )
  for (const { row, column, text } of table.cells) {
    const cells = rows[row]
    if (cells) cells[column] = text
  }
  return rows
}
