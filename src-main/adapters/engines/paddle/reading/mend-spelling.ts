import type { LetterModel } from '../../../../core/recognition/spelling/letter-model.ts'
import { chanceOfWord } from './chance-of-word.ts'
import type { WordReading } from './line-reading.ts'
import { type Candidate, searchPrefixes } from './search-prefixes.ts'

/** Another word must be likelier by this, on the scale of natural logarithms. */
const LEAST_GAIN = 1
/** Small letters, a capital first or capitals only, in parts; between marks. Codes, formulas and names like LaTeX are written otherwise. */
const WORD = /^[^\p{L}\p{N}]*(\p{Lu}?[\p{Ll}'’]*(?:-\p{Lu}?[\p{Ll}'’]*)*|\p{Lu}+)[^\p{L}\p{N}]*$/u
/** Fewer capitals are an abbreviation. */
const FEWEST_CAPITALS = 4

/**
 * The word, or the one that the recogniser saw less clearly where that is likelier because of how the language spells. Only doubtful
 * letters are asked about: names and old spellings that were read surely stay.
 */
export function mendSpelling(word: WordReading, model: LetterModel): WordReading {
  if (word.steps.length === 0 || !isSpelt(word.word.text)) return word
  const candidates = searchPrefixes(word.steps, model)
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

function isSpelt(text: string): boolean {
  const [, core = ''] = WORD.exec(text) ?? []
  return core !== '' && (core !== core.toUpperCase() || core.length >= FEWEST_CAPITALS)
}

const textOf = ({ letters }: Candidate): string => letters.map(letter => letter.text).join('')

/** How likely a candidate is among all. */
function shareOf({ likelihood }: Candidate, candidates: readonly Candidate[]): number {
  return 1 / candidates.reduce((sum, each) => sum + Math.exp(each.likelihood - likelihood), 0)
}
