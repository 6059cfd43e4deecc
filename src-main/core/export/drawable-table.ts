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

/** The region's table, made of its text where it has no cells: the first row is the head then. Undefined for a single column of text. */
export function tableOfRegion(region: Region): Table | undefined {
  if (region.table) return drawableTable(region)
  const rows = region.text.split('\n').map(row => row.split('\t'))
  const columnCount = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  if (columnCount < 2 || rows.length * columnCount > MOST_PLACES) return undefined
  const cells = rows.flatMap((row, at) =>
    row.map((text, column) => ({
      ...{ row: at, column, rowSpan: 1, columnSpan: 1, text },
      ...(at === 0 ? { isHeader: true } : {}),
    })),
  )
  return { rowCount: rows.length, columnCount, cells }
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
