/** Rows as a table for a terminal: the first columns stand left, the others right. */
export function textTable(rows: readonly (readonly string[])[], leftColumns = 1): string {
  const columns = Math.max(0, ...rows.map(row => row.length))
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map(row => row[at]?.length ?? 0)),
  )
  const cell = (text: string, at: number) =>
    at < leftColumns ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)
  return rows.map(row => row.map(cell).join('  ').trimEnd()).join('\n')
}
