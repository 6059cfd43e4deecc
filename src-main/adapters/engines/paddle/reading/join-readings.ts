import { leavesLettersOut, lettersIn } from './leaves-letters-out.ts'
import type { LineReading, WordReading } from './line-reading.ts'
import { lineWithWords } from './line-with-words.ts'
import { LOW_QUOTE } from './mend-low-quotes.ts'
import { readsOtherLetters } from './reads-other-letters.ts'

/** The careful model's word counts unless its letters are less sure by more than this. */
const HANDICAP = 0.1
/** Fewer letters tell nothing, and whether others were read is told by more. */
const LEAST_LETTERS = 3
const LEAST_TO_COMPARE = 6
/** Other letters than before are doubtful where the careful model is less sure of them than this. */
const HARDLY_SURE = 0.75
/** Recognisers put blanks into addresses. */
const ADDRESS = /@|:\/\/|www\.|\p{L}\.\p{L}[^ ]*\.\p{L}/u

const LETTER_FIRST = /^\p{L}/u

/** What stands in place of words that were read again. */
export interface JoinedReading {
  /** For each old word those that take its place. */
  readonly words: readonly (readonly WordReading[])[]
  /** The old words that are no longer there. */
  readonly changed: ReadonlySet<WordReading>
  /** Whether the careful model left letters out, or read others of which it is hardly sure. */
  readonly isUnconfirmed: boolean
}

/**
 * Chooses between words and what the careful model read in their place: word by word where there are as many, otherwise all or none. Where it
 * left letters out, it found none that it knows, and has no say.
 */
export function joinReadings(old: readonly WordReading[], again: readonly WordReading[]): JoinedReading {
  const guessed = lettersIn(textOf(old))
  const isShrunken = guessed >= LEAST_LETTERS && leavesLettersOut(textOf(old), textOf(again))
  if (isShrunken) return { words: old.map(word => [word]), changed: new Set(), isUnconfirmed: true }
  const words =
    old.length === again.length
      ? old.map((word, at) => choose([word], again.slice(at, at + 1)))
      : [choose(old, again), ...old.slice(1).map(() => [])]
  const kept = new Set(words.flat().map(({ word }) => word.text))
  const changed = new Set(old.filter(({ word }) => !kept.has(word.text)))
  const isUnconfirmed =
    guessed >= LEAST_TO_COMPARE &&
    meanOf(again) < HARDLY_SURE &&
    readsOtherLetters(textOf(old), textOf(again))
  return { words, changed, isUnconfirmed }
}

/** The line with some of its words in place of others, which another model read. */
export function mendLine(
  reading: LineReading,
  mended: ReadonlyMap<number, readonly WordReading[]>,
  model: string,
): LineReading {
  const { line, words } = reading
  const now = words.flatMap((word, at) => mended.get(at) ?? [word])
  const before = words.filter((_, at) => mended.has(at))
  const after = [...mended.values()].flat()
  if (after.every(word => before.includes(word))) return reading
  const count = letterCount(words)
  const sum = line.confidence * count - probabilityOf(before) + probabilityOf(after)
  const confidence = Math.min(1, Math.max(0, sum / Math.max(1, letterCount(now))))
  return withWords({ ...reading, line: { ...line, model: `${line.model}+${model}`, confidence } }, now)
}

/** The line with other words. */
export const withWords = (reading: LineReading, words: readonly WordReading[]): LineReading => ({
  ...{ ...reading, words },
  line: lineWithWords(
    reading.line,
    words.map(({ word }) => word),
  ),
})

function choose(old: readonly WordReading[], again: readonly WordReading[]): readonly WordReading[] {
  if (meanOf(again) < meanOf(old) - HANDICAP) return old
  const text = textOf(old)
  const isSame = textOf(again) === text
  return isSame && again.length > old.length && ADDRESS.test(text) ? old : withLowQuote(old, again)
}

/** The careful model leaves out low quotes, which it does not know. */
function withLowQuote(
  [known]: readonly WordReading[],
  again: readonly WordReading[],
): readonly WordReading[] {
  const [first, ...others] = again
  const [quote = ''] = known ? (LOW_QUOTE.exec(known.word.text) ?? []) : []
  if (!known || !first || quote === '' || !LETTER_FIRST.test(first.word.text)) return again
  const letters = [...known.letters.slice(0, quote.length), ...first.letters]
  return [{ ...first, letters, word: { ...first.word, text: quote + first.word.text } }, ...others]
}

const textOf = (words: readonly WordReading[]): string => words.map(({ word }) => word.text).join('')

const letterCount = (words: readonly WordReading[]): number =>
  words.reduce((sum, { letters }) => sum + letters.length, 0)

const probabilityOf = (words: readonly WordReading[]): number =>
  words.flatMap(({ letters }) => letters).reduce((sum, { probability }) => sum + probability, 0)

const meanOf = (words: readonly WordReading[]): number =>
  probabilityOf(words) / Math.max(1, letterCount(words))
