import type { Box, Line, Word } from '../../../../../src-shared/contract/page.ts'
import { firstFrom } from '../first-from.ts'
import { heightOf, unionOf } from '../placed-line.ts'
import { type Straightening, straightBox } from './straight-view.ts'

/** A word of a table with its place on the straightened page. */
export interface TableWord {
  readonly word: Word
  /** The line that it was read in. */
  readonly line: Line
  readonly box: Box
}

/** Words without more than a blank between them. */
export interface TablePiece {
  readonly words: readonly TableWord[]
  readonly box: Box
}

/** Lengths are in line heights. */
const PIECE_GAP = 0.7
/** Lines that were found beside each other stand apart even where there is little room. */
const LINE_GAP = 0.15

/** The words of a line, those of one that is not parted into words as one. */
export function wordsOfLine(line: Line, straight: Straightening): TableWord[] {
  const isKnown = line.words.map(word => word.text).join(' ') === line.text
  const words = isKnown && line.words.length > 0 ? line.words : [wholeOf(line)]
  const level = straight.sin === 0 ? line.box : straightBox(line.box, straight)
  const isSlanted = straight.sin !== 0 && line.quad !== undefined
  // The box around a slanted line is higher than its letters.
  const slack = isSlanted ? (Math.abs(straight.sin) * (line.box.right - line.box.left)) / 2 : 0
  const top = Math.min(level.top + slack, (level.top + level.bottom) / 2 - 1)
  const bottom = Math.max(level.bottom - slack, (level.top + level.bottom) / 2 + 1)
  return words.map(word => ({ word, line, box: { ...straightBox(word.box, straight), top, bottom } }))
}

const wholeOf = ({ text, box, confidence }: Line): Word => ({ text, box, confidence })

/** Puts words into pieces, row of text by row of text. */
export function piecesOf(words: readonly TableWord[], unit: number): TablePiece[] {
  return textRows(words).flatMap(row => {
    const pieces: TableWord[][] = []
    for (const word of row) {
      const last = pieces.at(-1)
      const previous = last?.at(-1)
      const least = previous?.line === word.line ? PIECE_GAP : LINE_GAP
      if (last && previous && word.box.left - previous.box.right < least * unit) last.push(word)
      else pieces.push([word])
    }
    return pieces.map(each => ({ words: each, box: unionOf(each.map(({ box }) => box)) }))
  })
}

/** Words that stand on one level, from top to bottom, each row from left to right. */
export function textRows<Placed extends { readonly box: Box }>(words: readonly Placed[]): Placed[][] {
  const rows: { words: Placed[]; tops: number[]; bottoms: number[]; top: number; bottom: number }[] = []
  for (const word of words.toSorted((a, b) => a.box.top + a.box.bottom - b.box.top - b.box.bottom)) {
    const row = rows.at(-1)
    const shared = row ? Math.min(row.bottom, word.box.bottom) - Math.max(row.top, word.box.top) : 0
    if (row && shared > 0.5 * Math.min(heightOf(word.box), row.bottom - row.top)) {
      row.words.push(word)
      row.top = middleWith(row.tops, word.box.top)
      row.bottom = middleWith(row.bottoms, word.box.bottom)
    } else {
      const { top, bottom } = word.box
      rows.push({ words: [word], tops: [top], bottoms: [bottom], top, bottom })
    }
  }
  return rows.map(row => row.words.toSorted((a, b) => a.box.left - b.box.left))
}

/** Puts a value among sorted ones, and tells the middle one. */
function middleWith(sorted: number[], value: number): number {
  sorted.splice(
    firstFrom(sorted, value, each => each),
    0,
    value,
  )
  return sorted[Math.floor(sorted.length / 2)] ?? value
}
