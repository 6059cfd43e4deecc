import { heightOf, median, middleY, unionOf, widthOf } from '../placed-line.ts'
import { type Column, joinSameParts, type RowPart } from './row-part.ts'

/** A line of text of a table. */
export interface CellLine {
  readonly parts: readonly RowPart[]
  /** Whether a ruling parts it from the line above. */
  readonly isRuledOff?: boolean
}

/** Lines of one cell are this near, in shares of the least distance from line to line. */
const NEAR = 1.3
/** Rows that stand farther apart than this tell that nearer lines are lines of one cell, */
const APART = 1.45
/** unless this share of the distances lies between, as it does where places were measured with some error, */
const MOST_BETWEEN = 0.1
const BETWEEN = 1.15
/** or most lines are near: then the rows are, and more room parts groups of them. */
const MOST_NEAR = 0.5
/** Lines of one sentence stand no farther apart than this, and lines on one level nearer. In heights of the middle word. */
const MOST_LEADING = 1.8
const SAME_LEVEL = 0.5
const NUMBER = /^[\d\s.,%()+\-–−—€$£*]*$/
const NOT_DIGITS_OR_LETTERS = /[^\d\p{L}]/gu

/** Puts lines of text of the same cells together, as rows from top to bottom; the columns tell where a text had no more room. */
export function rowsOfCells(lines: readonly CellLine[], columns: readonly Column[]): RowPart[][] {
  const { pitches, unit, mostInCell } = pitchOfLines(lines)
  const rows: RowPart[][] = []
  for (const [index, { parts, isRuledOff }] of lines.entries()) {
    const row = rows.at(-1)
    const above = lines[index - 1]?.parts ?? []
    const pitch = pitches[index - 1] ?? Infinity
    const isSameCell = () =>
      mostInCell === undefined
        ? pitch < MOST_LEADING * unit && runsOn(parts, { above, columns })
        : pitch < mostInCell
    if (row && !isRuledOff && isRest(parts, row) && isSameCell()) addLine(row, parts)
    else rows.push(joinSameParts(parts))
  }
  return rows
}

interface LinePitch {
  /** From the middle of each line to that of the next, in pixels. */
  readonly pitches: readonly number[]
  /** The height of the middle word. */
  readonly unit: number
  /** Lines of one cell stand nearer than this. Left out where distances do not tell cells from rows. */
  readonly mostInCell?: number
}

function pitchOfLines(lines: readonly CellLine[]): LinePitch {
  const boxes = lines.map(({ parts }) => parts.flatMap(part => part.words.map(({ box }) => box)))
  const middles = boxes.map(own => median(own.map(middleY)))
  const unit = median(boxes.flat().map(heightOf))
  const pitches = middles.slice(1).map((middle, index) => middle - (middles[index] ?? middle))
  const least = Math.min(...pitches.filter(pitch => pitch > SAME_LEVEL * unit))
  const shareOf = (from: number, to: number) =>
    pitches.filter(pitch => pitch >= from * least && pitch < to * least).length / pitches.length
  const isTold =
    shareOf(APART, Infinity) > 0 && shareOf(0, NEAR) <= MOST_NEAR && shareOf(BETWEEN, APART) <= MOST_BETWEEN
  return { pitches, unit, ...(isTold ? { mostInCell: NEAR * least } : {}) }
}

/** Whether the texts stand under others, fewer than these, and none is a value of its own. */
const isRest = (parts: readonly RowPart[], above: readonly RowPart[]): boolean =>
  parts.length < above.length &&
  parts.every(part => above.some(other => holds(other, part))) &&
  !parts.some(isValue)

const holds = (outer: RowPart, part: RowPart) => outer.from <= part.from && outer.to >= part.to

interface Above {
  /** What stands in the line above. */
  readonly above: readonly RowPart[]
  readonly columns: readonly Column[]
}

/** Whether sentences go on in them: each begins with a small letter, or, beside the first column, had no room behind the text above. */
function runsOn(parts: readonly RowPart[], { above, columns }: Above): boolean {
  return parts.every(part => {
    const [first] = part.words
    const upper = above.find(other => holds(other, part))
    if (!first || !upper || isValue(upper)) return false
    if (/^\p{Ll}/u.test(first.word.text)) return true
    if (part.from === 0) return false
    const right = columns[upper.to]?.right ?? Infinity
    return unionOf(upper.words.map(({ box }) => box)).right + widthOf(first.box) > right
  })
}

/** A number, or a short name with as many digits as letters. */
function isValue({ words }: RowPart): boolean {
  const text = words.map(({ word }) => word.text).join('')
  if (NUMBER.test(text)) return true
  const signs = [...text.replace(NOT_DIGITS_OR_LETTERS, '')]
  return 2 * signs.filter(sign => /\d/.test(sign)).length >= signs.length
}

function addLine(above: RowPart[], parts: readonly RowPart[]): void {
  for (const part of parts) {
    const at = above.findIndex(other => holds(other, part))
    const own = above[at]
    if (own) above[at] = { ...own, words: [...own.words, ...part.words] }
  }
}
