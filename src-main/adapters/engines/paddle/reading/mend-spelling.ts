import type { LetterModel } from '../../../../core/recognition/spelling/letter-model.ts'
import { chooseCandidate, isSpelt } from './choose-candidate.ts'
import type { WordReading } from './line-reading.ts'
import { searchPrefixes } from './search-prefixes.ts'

/**
 * The word, or the one that the recogniser saw less clearly where that is likelier because of how the language spells. Only doubtful
 * letters are asked about: names and old spellings that were read surely stay.
 */
export function mendSpelling(word: WordReading, model: LetterModel): WordReading {
  if (word.steps.length === 0 || !isSpelt(word.word.text)) return word
  return chooseCandidate(word, searchPrefixes(word.steps, model))
}
