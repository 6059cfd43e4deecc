import { capitalLetter, smallLetter } from '../../../../core/recognition/spelling/letter-case.ts'
import type { LetterModel } from '../../../../core/recognition/spelling/letter-model.ts'
import { baseOf } from '../../../../core/recognition/spelling/marked-letters.ts'
import type { DecodedCharacter } from './decode-ctc.ts'
import type { Candidate } from './search-prefixes.ts'
import { endOf, type SpeltPrefix, spelt } from './weigh-spelling.ts'

/** What a letter may be, and how likely by what was seen of it, as a logarithm. */
interface Seen {
  readonly letter: DecodedCharacter
  readonly evidence: number
}

interface Prefix extends SpeltPrefix {
  readonly letters: readonly DecodedCharacter[]
  readonly evidence: number
  /** Whether it is as it was read. */
  readonly isRead: boolean
}

/** Marks are overlooked: so much is taken from the log odds of a letter that was read. */
const OVERLOOKED = 2.5
/** Marks are seldom seen where none are, rare letters hardly ever: a commoner letter in their place costs so much. */
const SEEN = 2
/** In place of the log odds, for letters that the language does not write. */
const FOREIGN = 0
/** Surer than this is not to be had. */
const SUREST = 0.9999
/** So many prefixes are followed. */
const WIDTH = 8
const LETTER = /^\p{L}$/u
const PLAIN = /^[a-z]$/i
/** The letters of western Europe with marks: Latin-1. */
const WESTERN = /^[\u00C0-\u00FF]$/

/**
 * The likeliest words with the same letters, the best first, where each letter may have other marks, or none, as far as its language writes
 * them. Letters may be seen without their marks, or with those of languages that the recogniser knows better (ő as ö, ş for ș).
 */
export function searchMarks(letters: readonly DecodedCharacter[], model: LetterModel): Candidate[] {
  let prefixes: readonly Prefix[] = [{ letters: [], before: '', spelling: 0, evidence: 0, isRead: true }]
  for (const letter of letters) {
    const choices = [{ letter, evidence: 0 }, ...othersOf(letter, model)]
    prefixes = likeliest(prefixes.flatMap(prefix => choices.map(choice => extended(prefix, choice, model))))
  }
  return prefixes
    .map(prefix => ({ letters: prefix.letters, likelihood: worthOf(prefix) + endOf(prefix.before, model) }))
    .sort((a, b) => b.likelihood - a.likelihood)
}

function othersOf({ text, step, probability }: DecodedCharacter, { language, marked }: LetterModel): Seen[] {
  if (!LETTER.test(text)) return []
  const small = smallLetter(text, language)
  const base = baseOf(small)
  const surety = PLAIN.test(small) || marked.includes(small) ? logOddsOf(probability) : FOREIGN
  const others = [...new Set([base, ...marked])].filter(other => other !== small && baseOf(other) === base)
  return others.map(other => {
    const written = small === text ? other : capitalLetter(other, language)
    const cost = surety + (rarityOf(written) < rarityOf(text) ? SEEN : -OVERLOOKED)
    // The letter was not read: how sure it is comes from the choice among the words.
    return { letter: { text: written, step, probability: 0 }, evidence: -cost }
  })
}

const logOddsOf = (probability: number): number => {
  const bounded = Math.min(SUREST, probability)
  return Math.max(0, Math.log(bounded / (1 - bounded)))
}

function rarityOf(letter: string): number {
  if (PLAIN.test(letter)) return 0
  return WESTERN.test(letter) ? 1 : 2
}

function extended(prefix: Prefix, { letter, evidence }: Seen, model: LetterModel): Prefix {
  return {
    ...spelt(prefix, letter.text, model),
    letters: [...prefix.letters, letter],
    evidence: prefix.evidence + evidence,
    isRead: prefix.isRead && letter.probability > 0,
  }
}

const worthOf = ({ evidence, spelling }: Prefix): number => evidence + spelling

/** The best, and the word as it was read. */
function likeliest(prefixes: readonly Prefix[]): Prefix[] {
  return prefixes
    .toSorted((a, b) => worthOf(b) - worthOf(a))
    .filter(({ isRead }, place) => place < WIDTH || isRead)
}
