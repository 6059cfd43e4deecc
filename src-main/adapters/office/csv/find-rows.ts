/** Where a row of a text of values begins and ends, its line end left out. */
export interface RowPlace {
  readonly from: number
  readonly to: number
}

const QUOTE = '"'

/**
 * The rows of a text of values: line ends within quotes part none. A quote counts only where a value begins; where one is
 * never closed, quotes are signs like others (`isQuoted` false).
 */
export function findRows(
  text: string,
  delimiter: string,
): { readonly rows: RowPlace[]; readonly isQuoted: boolean } {
  const rows = rowsWithin(text, delimiter)
  return rows ? { rows, isQuoted: true } : { rows: linesOf(text), isQuoted: false }
}

function rowsWithin(text: string, delimiter: string): RowPlace[] | undefined {
  const rows: RowPlace[] = []
  let from = 0
  let beginsValue = true
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === QUOTE && beginsValue) {
      const end = endOfQuotes(text, at)
      if (end === undefined) return undefined
      at = end
      beginsValue = false
    } else if (sign === '\n' || sign === '\r') {
      addRow(rows, text, { from, to: at })
      from = at + 1
      beginsValue = true
    } else beginsValue = sign === delimiter || (beginsValue && sign === ' ')
  }
  addRow(rows, text, { from, to: text.length })
  return rows
}

/** The place of the quote that closes; two of them are one that is meant. */
function endOfQuotes(text: string, open: number): number | undefined {
  for (let at = text.indexOf(QUOTE, open + 1); at >= 0; at = text.indexOf(QUOTE, at + 2)) {
    if (text[at + 1] !== QUOTE) return at
  }
  return undefined
}

function linesOf(text: string): RowPlace[] {
  const rows: RowPlace[] = []
  let from = 0
  for (const { index } of text.matchAll(/[\r\n]/g)) {
    addRow(rows, text, { from, to: index })
    from = index + 1
  }
  addRow(rows, text, { from, to: text.length })
  return rows
}

/** Empty lines are no rows. */
function addRow(rows: RowPlace[], text: string, row: RowPlace): void {
  if (row.to - row.from > 0 && /[^\s,;|]/.test(text.slice(row.from, row.to))) rows.push(row)
}
