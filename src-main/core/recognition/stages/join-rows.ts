import type { Paragraph } from './form-paragraphs.ts'
import { firstWordWidth, type Row } from './group-rows.ts'
import { joinLines } from './join-lines.ts'

/** A row that ends this much of the column's width before its margin, beside the next word's room, was ended on purpose. */
const ROOM_LEFT = 0.08
/** This share of the rows ended on purpose makes a text that is set line by line. */
const SET_BY_LINE = 0.6
/** Cells of a row stand this many line heights apart. */
const CELL_GAP = 1.5

/** A paragraph's text: running text is joined, what was set line by line (addresses, receipts, rows of cells) keeps its line ends. */
export function joinRows(paragraph: Paragraph): string {
  const { rows } = paragraph
  if (!isSetByLine(paragraph)) return joinLines(rows.map(row => row.text))
  return rows.map(row => joinLines([row.text])).join('\n')
}

function isSetByLine({ rows, columnWidthPx, columnRightPx }: Paragraph): boolean {
  const before = rows.slice(0, -1)
  if (before.length === 0) return false
  const ended = before.filter((row, index) => {
    const next = rows[index + 1]
    if (!next) return false
    if (hasCells(row) && hasCells(next)) return true
    return row.box.right + firstWordWidth(next) + ROOM_LEFT * columnWidthPx < columnRightPx
  })
  return ended.length >= SET_BY_LINE * before.length
}

function hasCells(row: Row): boolean {
  return row.lines.some((line, index) => {
    const next = row.lines[index + 1]
    return next !== undefined && next.box.left - line.box.right > CELL_GAP * row.heightPx
  })
}
