import type { Paragraph } from './form-paragraphs.ts'
import { firstWordWidth } from './group-rows.ts'
import { hasCells } from './has-cells.ts'
import { isAddress } from './is-address.ts'
import { joinLines } from './join-lines.ts'

/** A row that ends this much of the column's width before its margin, beside the next word's room, was ended on purpose. */
const ROOM_LEFT = 0.08
/** This share of the rows ended on purpose makes a text that is set line by line. */
const SET_BY_LINE = 0.6
const LEAST_VERSES = 4
const CAPITAL_FIRST = /^\P{L}{0,4}\p{Lu}/u

/** A paragraph's text: running text is joined, what was set line by line (addresses, receipts, rows of cells) keeps its line ends. */
export function joinRows(paragraph: Paragraph): string {
  const { rows } = paragraph
  if (!isSetByLine(paragraph)) return joinLines(rows.map(row => row.text))
  return rows.map(row => joinLines([row.text])).join('\n')
}

function isSetByLine(paragraph: Paragraph): boolean {
  const { rows, columnWidthPx, columnRightPx } = paragraph
  const before = rows.slice(0, -1)
  if (before.length === 0) return false
  if (isCentred(paragraph) || isVerse(paragraph) || isAddress(rows)) return true
  if (isJustified(paragraph)) return false
  const ended = before.filter((row, index) => {
    const next = rows[index + 1]
    if (!next) return false
    if (hasCells(row) && hasCells(next)) return true
    return row.box.right + firstWordWidth(next) + ROOM_LEFT * columnWidthPx < columnRightPx
  })
  return ended.length >= SET_BY_LINE * before.length
}

/** Rows about the column's middle that leave room on both sides. */
function isCentred({ rows, columnLeftPx, columnRightPx, columnWidthPx }: Paragraph): boolean {
  const room = ROOM_LEFT * columnWidthPx
  return rows.every(({ box, heightPx }) => {
    const [before, after] = [box.left - columnLeftPx, columnRightPx - box.right]
    return before > room && after > room && Math.abs(before - after) < heightPx
  })
}

/** Rows that end at one place before the column's margin were ended by their own, narrower one. */
function isJustified({ rows }: Paragraph): boolean {
  const ends = rows.slice(0, -1).map(({ box }) => box.right)
  const isHyphenated = rows.slice(0, -1).some(({ text }) => /\p{Ll}[-‐\u00ad]$/u.test(text))
  return (
    isHyphenated || (ends.length > 1 && Math.max(...ends) - Math.min(...ends) < (rows[0]?.heightPx ?? 0) / 2)
  )
}

/** Rows that all begin with a capital and end at several places: running text is cut wherever a row is full. */
function isVerse({ rows, columnWidthPx }: Paragraph): boolean {
  if (rows.length < LEAST_VERSES || !rows.every(({ text }) => CAPITAL_FIRST.test(text))) return false
  const ends = rows.slice(0, -1).map(({ box }) => box.right)
  return Math.max(...ends) - Math.min(...ends) > ROOM_LEFT * columnWidthPx
}
