import { cjkShare } from './cjk-share.ts'
import type { DecodedCharacter } from './decode-ctc.ts'

/** What tells whether a word is right. */
export interface WordEvidence {
  readonly letters: readonly DecodedCharacter[]
  readonly heightPx: number
}

/**
 * How much each sign counts, on the scale of log odds: 1 (for every word), the letters' mean probability, the line's height as the
 * logarithm of its ratio to USUAL_HEIGHT_PX, the logarithm of the number of letters (each can be wrong), and 1 for words of one letter
 * (specks and rules more often than others).
 */
export type Weights = readonly [number, number, number, number, number]

/** From `npm run bench -- calibrate`; docs/benchmarks.md tells how and what it reached. */
const WEIGHTS: Readonly<Record<'tiny' | 'small', Weights>> = {
  tiny: [0.98, 0.57, 0.22, -0.11, -0.57],
  small: [-0.76, 0.69, 0.43, -0.38, -1.13],
}
const USUAL_HEIGHT_PX = 32
const HEIGHTS = { least: 8, most: 80 } as const
/** Beyond these a probability says no more. */
const PROBABILITIES = { least: 0.02, most: 0.999 } as const

/**
 * The chance that a word is right in all its letters. Recognisers are surer of themselves than they should be, above all on hard print.
 * Chinese and Japanese put no blanks between words: there it is the chance of a character.
 */
export function chanceOfWord(model: string, { letters, heightPx }: WordEvidence): number {
  const weights = weightsOf(model)
  if (cjkShare(letters.map(letter => letter.text).join('')) > 0) return bounded(meanProbability(letters))
  const signs = signsOf(logOdds(meanProbability(letters)), letters.length, heightPx)
  const odds = signs.reduce((sum, sign, at) => sum + sign * (weights[at] ?? 0), 0)
  return 1 / (1 + Math.exp(-odds))
}

/** The weights of a recogniser by its name. */
export const weightsOf = (model: string): Weights => (model.includes('tiny') ? WEIGHTS.tiny : WEIGHTS.small)

/** What a word is judged by, in the order of the weights. */
export function signsOf(meanLogOdds: number, letterCount: number, heightPx: number): Weights {
  const height = Math.min(HEIGHTS.most, Math.max(HEIGHTS.least, heightPx)) / USUAL_HEIGHT_PX
  return [1, meanLogOdds, Math.log(height), Math.log(Math.max(1, letterCount)), letterCount === 1 ? 1 : 0]
}

const logOdds = (probability: number): number => Math.log(probability / (1 - probability))

/** The geometric mean: one letter that was guessed counts for more than many that are sure. */
export function meanProbability(letters: readonly DecodedCharacter[]): number {
  const sum = letters.reduce((total, { probability }) => total + Math.log(bounded(probability)), 0)
  return Math.exp(sum / Math.max(1, letters.length))
}

const bounded = (probability: number): number =>
  Math.min(PROBABILITIES.most, Math.max(PROBABILITIES.least, probability))
