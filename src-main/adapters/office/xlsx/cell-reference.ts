/** An area of a sheet, all from 0, the last row and column belonging to it. */
export interface CellRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Row and column from 0 for a reference such as `B3` or `$B$3`. */
export function cellPlace(reference: string): { readonly row: number; readonly column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?([0-9]{1,7})$/i.exec(reference)
  if (!match) return undefined
  let column = 0
  for (const letter of (match[1] ?? '').toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  const row = Number(match[2])
  return row >= 1 ? { row: row - 1, column: column - 1 } : undefined
}

/** The area for `A1:B3` or a single cell. */
export function cellRange(reference: string): CellRange | undefined {
  const [first = '', last = first] = reference.split(':')
  const start = cellPlace(first)
  const end = cellPlace(last)
  if (!start || !end) return undefined
  return {
    top: Math.min(start.row, end.row),
    left: Math.min(start.column, end.column),
    bottom: Math.max(start.row, end.row),
    right: Math.max(start.column, end.column),
  }
}
