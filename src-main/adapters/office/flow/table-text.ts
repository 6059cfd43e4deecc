import type { Table } from '../../../../src-shared/contract/page.ts'

/** A table as text: one row a line, its cells parted by tabs, empty ones too; a spanning cell stands at its first place. */
export function tableText({ rowCount, columnCount, cells }: Table): string {
  const rows = Array.from({ length: rowCount }, () => Array.from({ length: columnCount }, () => ''))
  for (const { row, column, text } of cells) {
    const places = rows[row]
    if (places && column < columnCount) places[column] = text.replace(/\s+/g, ' ').trim()
  }
  return rows.map(places => places.join('\t')).join('\n')
}
