import { cjkShare } from './cjk-share.ts'
import type { DecodedCharacter } from './decode-ctc.ts'

/** What tells whether a word is right. */
export interface WordEvidence {
  readonly letters: readonly DecodedCharacter[]
  readonly heightPx: number
}

/** How much each sign counts, on the scale of log odds. */
interface Weights {
  readonly always: number
  /** Of the letters' mean probability. */
  readonly mean: number
  /** Of the line's height, as the logarithm of its ratio to USUAL_HEIGHT_PX. */
  readonly height: number
  /** Of the logarithm of the number of letters: each can be wrong. */
  readonly length: number
  /** Of words of one letter, which are specks and rules more often than others. */
  readonly single: number
}

/** Fitted by `npm run bench -- calibrate` to words whose truth is known. */
const WEIGHTS: Readonly<Record<'tiny' | 'small', Weights>> = {
  tiny: { always: 1.84, mean: 0.51, height: 0.09, length: -0.64, single: -1.76 },
  small: { always: -0.2, mean: 0.64, height: 0.15, length: -0.58, single: -0.5 },
}
const USUAL_HEIGHT_PX = 32
const HEIGHTS = { least: 8, most: 80 } as const
/** Beyond these a probability says no more. */
const PROBABILITIES = { least: 0.02, most: 0.999 } as const

/**
 * The chance that a word is right in all its letters. Recognisers are surer of themselves than they should be, above all on hard print.
 * Chinese and Japanese put no blanks between words: there it is the chance of a character.
 */
export function chanceOfWord(model: string, evidence: WordEvidence): number {
  const { letters } = evidence
  const weights = model.includes('tiny') ? WEIGHTS.tiny : WEIGHTS.small
  if (cjkShare(letters.map(letter => letter.text).join('')) > 0) return bounded(meanProbability(letters))
  const [always, mean, height, length, single] = signsOf(evidence)
  const odds =
    weights.always * always +
    weights.mean * mean +
    weights.height * height +
    weights.length * length +
    weights.single * single
  return 1 / (1 + Math.exp(-odds))
}

/** The signs that the weights belong to, in their order. */
export function signsOf({
  letters,
  heightPx,
}: WordEvidence): readonly [number, number, number, number, number] {
  const height = Math.min(HEIGHTS.most, Math.max(HEIGHTS.least, heightPx)) / USUAL_HEIGHT_PX
  const mean = bounded(meanProbability(letters))
  return [
    1,
    Math.log(mean / (1 - mean)),
    Math.log(height),
    Math.log(Math.max(1, letters.length)),
    letters.length === 1 ? 1 : 0,
  ]
}

/** The geometric mean: one letter that was guessed counts for more than many that are sure. */
function meanProbability(letters: readonly DecodedCharacter[]): number {
  const sum = letters.reduce((total, { probability }) => total + Math.log(bounded(probability)), 0)
  return Math.exp(sum / Math.max(1, letters.length))
}

const bounded = (probability: number): number =>
  Math.min(PROBABILITIES.most, Math.max(PROBABILITIES.least, probability))
