import { type LineQuad, sliceQuad } from '../quad.ts'
import { boxOfPoints } from './box-of-points.ts'
import type { DecodedCharacter } from './decode-ctc.ts'
import type { WordReading } from './line-reading.ts'

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
export function wordsOfLine(decoded: readonly DecodedCharacter[], line: LineOfWords): WordReading[] {
  const { quad, positionOf, confidenceOf } = line
  const words: WordReading[] = []
  let letters: PlacedCharacter[] = []
  let from = 0
  let edge = 0
  let last = 0
  const finish = (nextPosition: number) => {
    if (letters.length > 0) {
      const box = boxOfPoints(sliceQuad(quad, edge, (last + nextPosition) / 2))
      const text = letters.map(each => each.text).join('')
      const word = { text, box, confidence: confidenceOf(letters) }
      words.push({ word, letters, from, to: Math.min(1, nextPosition) })
    }
    from = nextPosition
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
