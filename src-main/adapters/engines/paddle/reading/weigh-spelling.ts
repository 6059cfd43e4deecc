import { smallLetter } from '../../../../core/recognition/spelling/letter-case.ts'
import type { LetterModel } from '../../../../core/recognition/spelling/letter-model.ts'

/** How the first characters of a word are spelt. */
export interface SpeltPrefix {
  /** The last letters of the language's word that is not at its end yet. */
  readonly before: string
  /** Logarithm of how likely its language makes it, weighed. */
  readonly spelling: number
}

/** How much the spelling counts against what was seen, and what each letter is worth: words are rather too short than too long. */
const SPELLING = 0.5
const LETTER_WORTH = 1
/** A letter that the language hardly has: seen surely, it stays. */
const LEAST_SPELLING = -12
/** As far back as letter models look. */
const REACH = 4
const LETTER = /^\p{L}$/u

/** How likely the language makes the prefix with one more sign. Any but a letter ends its word. */
export function spelt({ before, spelling }: SpeltPrefix, sign: string, model: LetterModel): SpeltPrefix {
  if (!LETTER.test(sign)) return { before: '', spelling: spelling + endOf(before, model) }
  const letter = smallLetter(sign, model.language)
  return {
    before: (before + letter).slice(-REACH),
    spelling: spelling + LETTER_WORTH + weighed(model.logProbability(before, letter)),
  }
}

/** How likely the language ends a word here, weighed. */
export const endOf = (before: string, model: LetterModel): number =>
  before === '' ? 0 : weighed(model.logProbability(before, ''))

const weighed = (logProbability: number): number => SPELLING * Math.max(LEAST_SPELLING, logProbability)
