import type { Region, Table } from '../../../src-shared/contract/page.ts'
import { drawableTable } from './drawable-table.ts'
import { escapeMarkdown, escapeWords, oneLine } from './escape-markdown.ts'
import { runsToMarkdown } from './runs-to-markdown.ts'
import { styledLine, styledLines } from './styled-lines.ts'
import { tableToHtml } from './table-to-html.ts'

/** A GFM table where it can be one; HTML where cells span or hold several lines. */
export function tableToMarkdown(region: Region, noteLabel: (label: string) => string): string {
  const table = drawableTable(region)
  if (!table) return tableOfText(region.text)
  return isPlainGrid(table) ? tableOfCells(table, noteLabel) : tableToHtml(table, () => undefined)
}

const isPlainGrid = (table: Table): boolean =>
  table.cells.every(cell => cell.rowSpan === 1 && cell.columnSpan === 1 && styledLines(cell).length < 2)

function tableOfCells(table: Table, noteLabel: (label: string) => string): string {
  const rows = Array.from({ length: table.rowCount }, () =>
    Array.from({ length: table.columnCount }, () => ''),
  )
  for (const cell of table.cells) {
    const row = rows[cell.row]
    if (row) row[cell.column] = runsToMarkdown(styledLine(cell), noteLabel)
  }
  return gfmTable(rows, table.columnCount)
}

/** Two spaces at a line's end are the line break that every Markdown reader knows. */
const HARD_BREAK = '  \n'

function tableOfText(text: string): string {
  const rows = text.split('\n').map(row => row.split('\t'))
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  if (width > 1) {
    const cells = rows.map(row => row.map(cell => escapeWords(oneLine(cell))))
    return gfmTable(cells, width)
  }
  return rows
    .map(row => escapeMarkdown(row.join(' ')))
    .filter(line => line !== '')
    .join(HARD_BREAK)
}

/** The first row is the head, as Markdown has no table without one. */
function gfmTable(rows: readonly (readonly string[])[], width: number): string {
  const [head = [], ...body] = rows
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, index) => cells[index] ?? '').join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n')
}
