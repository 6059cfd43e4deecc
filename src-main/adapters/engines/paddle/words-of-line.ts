import type { Word } from '../../../../src-shared/contract/page.ts'
import { boxOfPoints } from './box-of-points.ts'
import type { DecodedCharacter } from './decode-ctc.ts'
import type { LineQuad, Point } from './quad.ts'

/** A character with the share of the line's width at which it stands. */
interface PlacedCharacter extends DecodedCharacter {
  readonly position: number
}

/** What a word's place and confidence come from. */
interface LineOfWords {
  readonly quad: LineQuad
  /** The share of the line's width at which a time step stands. */
  readonly positionOf: (step: number) => number
  readonly confidenceOf: (letters: readonly DecodedCharacter[]) => number
}

/** Splits a decoded line at its spaces; the boxes come from the characters' places in time. */
export function wordsOfLine(decoded: readonly DecodedCharacter[], line: LineOfWords): Word[] {
  const { quad, positionOf, confidenceOf } = line
  const words: Word[] = []
  let letters: PlacedCharacter[] = []
  let edge = 0
  let last = 0
  const finish = (nextPosition: number) => {
    if (letters.length > 0) {
      const corners = slice(quad, edge, (last + nextPosition) / 2)
      const text = letters.map(each => each.text).join('')
      words.push({ text, box: boxOfPoints(corners), confidence: confidenceOf(letters) })
    }
    letters = []
  }
  for (const character of decoded) {
    const position = positionOf(character.step)
    if (character.text.trim() === '') finish(position)
    else {
      if (letters.length === 0) edge = words.length === 0 ? 0 : (last + position) / 2
      letters.push({ ...character, position })
    }
    last = position
  }
  finish(2 - last)
  return words
}

/** The part of a line between two shares of its width. */
function slice([topLeft, topRight, bottomRight, bottomLeft]: LineQuad, from: number, to: number): Point[] {
  const upper = (share: number) => between(topLeft, topRight, share)
  const lower = (share: number) => between(bottomLeft, bottomRight, share)
  return [upper(from), upper(to), lower(to), lower(from)]
}

const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
})
