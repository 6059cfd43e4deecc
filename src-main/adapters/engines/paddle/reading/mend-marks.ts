import type { LetterModel } from '../../../../core/recognition/spelling/letter-model.ts'
import { chooseCandidate, isSpelt } from './choose-candidate.ts'
import type { WordReading } from './line-reading.ts'
import { searchMarks } from './search-marks.ts'

const CEDILLAS = /[şţŞŢ]/gu
/** Recognisers write Romanian letters with the cedilla that Turkish has: many texts of old systems did. */
const COMMAS: Readonly<Record<string, string>> = { ş: 'ș', ţ: 'ț', Ş: 'Ș', Ţ: 'Ț' }

/**
 * The word with the marks on its letters that its language writes, where recognisers know them badly: `další` for `dalši`. Letters that were
 * seen surely stay but where the language speaks clearly against them.
 */
export function mendMarks(word: WordReading, model: LetterModel): WordReading {
  const commas = model.language === 'ro' ? withCommas(word) : word
  if (model.marked === '' || !isSpelt(commas.word.text)) return commas
  return chooseCandidate(commas, searchMarks(commas.letters, model))
}

function withCommas(word: WordReading): WordReading {
  const text = word.word.text.replace(CEDILLAS, letter => COMMAS[letter] ?? letter)
  if (text === word.word.text) return word
  const letters = word.letters.map(letter => ({ ...letter, text: COMMAS[letter.text] ?? letter.text }))
  return { ...word, letters, word: { ...word.word, text } }
}
