import type { Table, TableCell } from '../../../src-shared/contract/page.ts'

/** The width between the margins, in twentieths of a point. */
const TEXT_WIDTH = 9070
/** A letter in the size of the text, with some air, and the margins of a cell, in twentieths of a point. */
const LETTER = 145
const MARGINS = 230
const LEAST_LETTERS = 4
/** Longer lines break in any case. */
const MOST_LETTERS = 80
const LONGEST_LINES = 50
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

/** Widths of a table's columns in twentieths of a point: as wide as their texts, the widest ones narrower where the page ends. */
export function docxColumnWidths(table: Table): readonly number[] {
  const wanted = Array.from({ length: table.columnCount }, () => LEAST_LETTERS)
  for (const cell of table.cells) {
    if (cell.columnSpan === 1) wanted[cell.column] = Math.max(wanted[cell.column] ?? 0, lettersOf(cell))
  }
  const widths = wanted.map(letters => letters * LETTER + MARGINS)
  const limit = limitOf(widths)
  return widths.map(width => Math.floor(Math.min(width, limit)))
}

function lettersOf({ text }: TableCell): number {
  const lines = text.split('\n', LONGEST_LINES).map(line => line.slice(0, MOST_LETTERS))
  const letters = lines.map(line => line.length + (line.match(WIDE)?.length ?? 0))
  return Math.min(MOST_LETTERS, Math.max(...letters))
}

/** The width that no column may exceed, so that all of them fit. */
function limitOf(widths: readonly number[]): number {
  let left = TEXT_WIDTH
  const sorted = widths.toSorted((one, other) => one - other)
  for (const [at, width] of sorted.entries()) {
    const share = left / (sorted.length - at)
    if (width > share) return share
    left -= width
  }
  return TEXT_WIDTH
}
