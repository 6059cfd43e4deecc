import { chanceOfWord } from './chance-of-word.ts'
import type { WordReading } from './line-reading.ts'
import type { Candidate } from './search-prefixes.ts'

/** Another word must be likelier by this, on the scale of natural logarithms. */
const LEAST_GAIN = 1
/** Small letters, a capital first or capitals only, in parts; between marks. Codes, formulas and names like LaTeX are written otherwise. */
const WORD = /^[^\p{L}\p{N}]*(\p{Lu}?[\p{Ll}'’]*(?:-\p{Lu}?[\p{Ll}'’]*)*|\p{Lu}+)[^\p{L}\p{N}]*$/u
/** Fewer capitals are an abbreviation. */
const FEWEST_CAPITALS = 4

/** The word, or the best of what it may be where that is likelier by a good deal, with the chance that it is right. The best comes first. */
export function chooseCandidate(word: WordReading, candidates: readonly Candidate[]): WordReading {
  const read = candidates.find(each => textOf(each) === word.word.text)
  const [best] = candidates
  if (!best || !read || best.likelihood - read.likelihood < LEAST_GAIN) return word
  const text = textOf(best)
  if (!isSpelt(text)) return word
  const share = shareOf(best, candidates)
  const letters = best.letters.map(letter => ({
    ...letter,
    probability: Math.max(letter.probability, share),
  }))
  const { model: reader, heightPx } = word
  return {
    ...word,
    letters,
    word: { ...word.word, text, confidence: chanceOfWord(reader, { letters, heightPx }) },
  }
}

/** Whether a word is written as languages write theirs. */
export function isSpelt(text: string): boolean {
  const [, core = ''] = WORD.exec(text) ?? []
  return core !== '' && (core !== core.toUpperCase() || core.length >= FEWEST_CAPITALS)
}

const textOf = ({ letters }: Candidate): string => letters.map(letter => letter.text).join('')

/** How likely a candidate is among all. */
function shareOf({ likelihood }: Candidate, candidates: readonly Candidate[]): number {
  return 1 / candidates.reduce((sum, each) => sum + Math.exp(each.likelihood - likelihood), 0)
}
