import type { Table, TableCell } from '../../../src-shared/contract/page.ts'
import { type NoteLink, runsToHtml } from './runs-to-html.ts'
import { styledLines } from './styled-lines.ts'

/** A table with its spans as HTML, a row a line. No line is empty, so that Markdown takes it as one block. */
export function tableToHtml(table: Table, noteLink: NoteLink): string {
  const rows = new Map<number, TableCell[]>()
  for (const cell of table.cells) {
    const row = rows.get(cell.row) ?? []
    if (row.length === 0) rows.set(cell.row, row)
    row.push(cell)
  }
  const holes = holesOf(table)
  const lines = Array.from({ length: table.rowCount }, (_, row) => {
    const cells = [...(rows.get(row) ?? []), ...(holes.get(row) ?? [])].toSorted(
      (one, other) => one.column - other.column,
    )
    return `<tr>${cells.map(cell => cellToHtml(cell, noteLink)).join('')}</tr>`
  })
  return ['<table>', ...lines, '</table>'].join('\n')
}

function cellToHtml(cell: TableCell, noteLink: NoteLink): string {
  const tag = cell.isHeader ? 'th' : 'td'
  const rowSpan = cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ''
  const columnSpan = cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : ''
  const content = styledLines(cell)
    .map(line => runsToHtml(line, noteLink))
    .join('<br>')
  return `<${tag}${rowSpan}${columnSpan}>${content}</${tag}>`
}

/** Empty cells for the places that no cell covers, by row. */
function holesOf(table: Table): ReadonlyMap<number, readonly TableCell[]> {
  const covered = new Uint8Array(table.rowCount * table.columnCount)
  for (const { row, column, rowSpan, columnSpan } of table.cells) {
    const until = Math.min(table.rowCount, row + rowSpan)
    const end = Math.min(table.columnCount, column + columnSpan)
    for (let at = row; at < until; at += 1)
      if (column < end) covered.fill(1, at * table.columnCount + column, at * table.columnCount + end)
  }
  const holes = new Map<number, TableCell[]>()
  for (const [place, isCovered] of covered.entries()) {
    if (isCovered) continue
    const row = Math.floor(place / table.columnCount)
    const hole = { row, column: place % table.columnCount, rowSpan: 1, columnSpan: 1, text: '' }
    const others = holes.get(row)
    if (others) others.push(hole)
    else holes.set(row, [hole])
  }
  return holes
}
