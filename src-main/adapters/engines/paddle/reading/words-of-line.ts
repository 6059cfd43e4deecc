import { type LineQuad, sliceQuad } from '../quad.ts'
import { boxOfPoints } from './box-of-points.ts'
import { chanceOfWord } from './chance-of-word.ts'
import type { DecodedCharacter } from './decode-ctc.ts'
import type { WordReading } from './line-reading.ts'
import type { TimeStep } from './time-step.ts'

/** A character with the share of the line's width at which it stands. */
interface PlacedCharacter extends DecodedCharacter {
  readonly position: number
}

/** What a word's place and confidence come from. */
interface LineOfWords extends Pick<WordReading, 'model' | 'heightPx'> {
  readonly quad: LineQuad
  /** How many time steps the line has. */
  readonly stepCount: number
  /** The share of the line's width at which a time step stands. */
  readonly positionOf: (step: number) => number
  /** The choices between the spaces at two time steps. */
  readonly stepsBetween: (spaces: readonly [number, number]) => readonly TimeStep[]
}

/** Splits a decoded line at its spaces; the boxes come from the characters' places in time. */
export function wordsOfLine(decoded: readonly DecodedCharacter[], line: LineOfWords): WordReading[] {
  const { quad, positionOf, model, heightPx } = line
  const words: WordReading[] = []
  let letters: PlacedCharacter[] = []
  let from = 0
  let edge = 0
  let last = 0
  let space = -1
  const finish = (nextPosition: number, nextSpace: number) => {
    if (letters.length > 0) {
      const box = boxOfPoints(sliceQuad(quad, edge, (last + nextPosition) / 2))
      const text = letters.map(each => each.text).join('')
      const word = { text, box, confidence: chanceOfWord(model, { letters, heightPx }) }
      const steps = line.stepsBetween([space, nextSpace])
      words.push({ word, letters, steps, model, heightPx, from, to: Math.min(1, nextPosition) })
    }
    from = nextPosition
    space = nextSpace
    letters = []
  }
  for (const character of decoded) {
    const position = positionOf(character.step)
    if (character.text.trim() === '') finish(position, character.step)
    else {
      if (letters.length === 0) edge = words.length === 0 ? 0 : (last + position) / 2
      letters.push({ ...character, position })
    }
    last = position
  }
  finish(2 - last, line.stepCount)
  return words
}
