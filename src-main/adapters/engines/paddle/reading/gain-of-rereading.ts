import { meanProbability } from './chance-of-word.ts'
import type { LineReading, WordReading } from './line-reading.ts'

/**
 * How much each sign speaks for another reading, on the scale of log odds: 1 (for every word), log odds of the letters' mean probability,
 * of the least sure letter and of the next, one letter only, capitals after small letters, figures among letters, signs beyond ASCII, the
 * share of marks, figures only, the logarithm of how wide its characters stand, and how sure the quick model is of the page's other words.
 * From `npm run bench -- fit-rereading`; docs/benchmarks.md tells what they reach.
 */
const WEIGHTS = [1.867, -0.036, -0.374, -0.184, -0.709, 0.807, 1.698, 0.449, 1.132, 1.146, 2.62, -0.873]
/** Beyond these a probability says no more. */
const PROBABILITIES = { least: 0.01, most: 0.999 } as const
/** The usual distance from character to character of a line 48 pixels high, and what is taken for words of one letter. */
const USUAL_PITCH_PX = 17
const LONE_PITCH_PX = 20
const PITCHES = { least: 3, most: 60 } as const

const CAPITAL_WITHIN = /\p{Ll}\p{Lu}/u
const FIGURE_AMONG_LETTERS = /\p{L}\d|\d\p{L}/u
const BEYOND_ASCII = /[^\u0020-\u007e]/
const FIGURES = /^\d+$/
const MARKS = /[^\p{L}\p{N}]/gu

/** How sure the quick model is of the words of a page: the mean of their log odds. */
export function surenessOfPage(readings: readonly LineReading[]): number {
  const odds = readings.flatMap(({ words }) => words.map(({ word }) => logOdds(word.confidence)))
  return odds.reduce((sum, each) => sum + each, 0) / Math.max(1, odds.length)
}

/** The chance that the quick model has a word wrong which the careful one gets right. */
export function gainOfRereading(reading: WordReading, stepPx: number, pageSureness: number): number {
  return gainOf(signsOfRereading(reading, stepPx, pageSureness))
}

/** The same from a word's signs. */
export const gainOf = (signs: readonly number[]): number =>
  1 / (1 + Math.exp(-signs.reduce((sum, sign, at) => sum + sign * (WEIGHTS[at] ?? 0), 0)))

/** What speaks for reading a word again, in the order of the weights. */
export function signsOfRereading(
  reading: WordReading,
  stepPx: number,
  pageSureness: number,
): readonly number[] {
  const { letters, word } = reading
  const [least = 1, next = 1] = letters.map(letter => letter.probability).sort((a, b) => a - b)
  return [
    1,
    logOdds(meanProbability(letters)),
    ...[logOdds(least), logOdds(next)],
    ...[letters.length === 1, CAPITAL_WITHIN.test(word.text), FIGURE_AMONG_LETTERS.test(word.text)].map(
      Number,
    ),
    Number(BEYOND_ASCII.test(word.text)),
    (word.text.match(MARKS)?.length ?? 0) / Math.max(1, word.text.length),
    Number(FIGURES.test(word.text)),
    Math.log(within(PITCHES, pitchOf(reading, stepPx)) / USUAL_PITCH_PX),
    pageSureness,
  ]
}

function pitchOf({ letters }: WordReading, stepPx: number): number {
  const [first, last] = [letters.at(0), letters.at(-1)]
  if (!first || !last || letters.length < 2) return LONE_PITCH_PX
  return ((last.step - first.step) * stepPx) / (letters.length - 1)
}

const within = ({ least, most }: { readonly least: number; readonly most: number }, value: number): number =>
  Math.min(most, Math.max(least, value))

function logOdds(probability: number): number {
  const bounded = within(PROBABILITIES, probability)
  return Math.log(bounded / (1 - bounded))
}
