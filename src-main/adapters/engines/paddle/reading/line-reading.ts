import type { Line, Word } from '../../../../../src-shared/contract/page.ts'
import type { LineQuad } from '../quad.ts'
import type { DecodedCharacter } from './decode-ctc.ts'
import type { TimeStep } from './time-step.ts'

/** A word that a recogniser read, with what tells how well. */
export interface WordReading {
  readonly word: Word
  readonly letters: readonly DecodedCharacter[]
  /** What else the recogniser may have seen; empty where it doubts no letter. */
  readonly steps: readonly TimeStep[]
  /** The name of the recogniser, and the height of the line. */
  readonly model: string
  readonly heightPx: number
  /** Shares of the line's width: the middles of the spaces around the word, or the line's ends. */
  readonly from: number
  readonly to: number
}

/** A line, or a stretch of one, that a recogniser read. */
export interface LineReading {
  readonly line: Line
  readonly words: readonly WordReading[]
  /** What was read, its corners from where the text begins. */
  readonly quad: LineQuad
  /** How much its characters were narrowed for the recogniser, or widened where they are crowded. */
  readonly squeeze: number
  /** How wide a time step is in the recogniser's pixels. */
  readonly stepPx: number
}
