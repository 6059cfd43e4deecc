// biome-ignore-all lint/suspicious/noArrayIndexKey: rows never move
import type { Table, TableCell } from '../../../src-shared/contract/page.ts'

/** A table whose cells are known, with those that reach over several rows or columns. */
export function SpannedTable({ table }: { readonly table: Table }) {
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    table.cells.filter(cell => cell.row === row).sort((a, b) => a.column - b.column),
  )
  return (
    <table className="spanned-table">
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>{cells.map(drawCell)}</tr>
        ))}
      </tbody>
    </table>
  )
}

function drawCell({ column, rowSpan, columnSpan, isHeader, text }: TableCell) {
  const Cell = isHeader ? 'th' : 'td'
  return (
    <Cell key={column} rowSpan={rowSpan} colSpan={columnSpan}>
      {text}
    </Cell>
  )
}
