import type { Page, Region, TableCell } from '../../../src-shared/contract/page.ts'
import { regionToMarkdown } from '../../core/export/page-to-markdown.ts'

/** A page's tables as D's nodes carry them: all as one Markdown text, and as JSON text with a record for each row. */
export function doclingTables({ regions }: Page): { tables_md: string; tables_json: string } {
  const tables = regions.filter(({ category }) => category === 'table')
  return {
    tables_md: tables.map(region => regionToMarkdown(region)).join('\n\n'),
    tables_json: JSON.stringify(tables.map(recordsOf), null, 2),
  }
}

/** The rows under the first as objects; the first row's cells are the names of the fields. */
function recordsOf(region: Region): Record<string, string>[] {
  const [head = [], ...body] = rowsOf(region)
  const width = Math.max(head.length, ...body.map(row => row.length))
  const names = distinct(Array.from({ length: width }, (_, column) => head[column] ?? ''))
  return body.map(row => Object.fromEntries(names.map((name, column) => [name, row[column] ?? ''])))
}

function rowsOf({ table, text }: Region): string[][] {
  if (!table) return text.split('\n').map(row => row.split('\t'))
  return Array.from({ length: table.rowCount }, (_, row) =>
    Array.from(
      { length: table.columnCount },
      (_, column) => table.cells.find(cell => covers(cell, row, column))?.text ?? '',
    ),
  )
}

/** A cell over several places stands in each of them, as in the frames that the older server made. */
const covers = (cell: TableCell, row: number, column: number): boolean =>
  row >= cell.row &&
  row < cell.row + cell.rowSpan &&
  column >= cell.column &&
  column < cell.column + cell.columnSpan

/** Columns of one name would hide each other: the second becomes `name.1`. */
function distinct(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.map(name => {
    let own = name
    for (let number = 1; seen.has(own); number += 1) own = `${name}.${number}`
    seen.add(own)
    return own
  })
}
