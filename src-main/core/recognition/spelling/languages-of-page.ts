import { type LanguageTable, PARTS } from './read-language-table.ts'

/** A language of a page, and the share of its words that are most likely of it. */
export interface PageLanguage {
  readonly language: string
  readonly weight: number
}

/** More words say nothing new. */
const MOST_WORDS = 150
/** As if so many words of no language stood on each page: a few words are no proof. */
const DOUBT_WORDS = 2
/** The shares hardly change any more after so many rounds. */
const ROUNDS = 8
/** A language has at least this share; less is borrowed words, names and chance. */
const LEAST_WEIGHT = 0.2
/** The languages of a page have at least this share together; words of languages that are not known spread among several and none. */
const LEAST_TOGETHER = 0.55
/** Or one has this share, and so many times that of the next: receipts and labels are full of names and abbreviations. */
const LEAST_ALONE = 0.45
const TIMES_NEXT = 3

const RUN_OF_LETTERS = /^\p{Script=Latin}{2,}$/u

/**
 * The languages that the words of a page are in, the first first; none where there are too few words, or they fit none: names, codes, and
 * languages that the table does not know. Takes half a millisecond.
 */
export function languagesOfPage(table: LanguageTable, words: readonly string[]): readonly PageLanguage[] {
  const likelihoods = spread(words.flatMap(runsOfLetters), MOST_WORDS).map(word => likelihoodsOf(table, word))
  const shares = sharesOf(likelihoods, table.width)
  const ranked = table.languages
    .map((language, at) => ({ language, weight: shares[at] ?? 0 }))
    .toSorted((one, other) => other.weight - one.weight)
  const languages = ranked.filter(({ weight }) => weight >= LEAST_WEIGHT)
  const together = languages.reduce((sum, { weight }) => sum + weight, 0)
  const [first, next] = ranked.map(({ weight }) => weight)
  const isAlone = (first ?? 0) >= Math.max(LEAST_ALONE, TIMES_NEXT * (next ?? 0))
  return together >= LEAST_TOGETHER || isAlone ? languages : []
}

/** `l'homme,` is two words. What holds a digit is none. */
function runsOfLetters(word: string): readonly string[] {
  if (/\p{N}/u.test(word)) return []
  const runs = word
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
  return runs.filter(run => RUN_OF_LETTERS.test(run))
}

/** At most so many, from all over. */
function spread<Each>(all: readonly Each[], most: number): readonly Each[] {
  const step = Math.max(1, all.length / most)
  return all.filter((_, at) => Math.floor(at / step) > Math.floor((at - 1) / step))
}

/** Of a word in each language, and last in none of them (that is: on average); the greatest is 1. */
function likelihoodsOf(table: LanguageTable, word: string): Float32Array {
  const sums = new Int32Array(table.width + 1)
  table.addWord(word, sums)
  const greatest = sums.reduce((one, other) => Math.max(one, other))
  return Float32Array.from(sums, sum => Math.exp((sum - greatest) / PARTS))
}

/** The shares of the languages that make all words together the most likely (expectation maximisation). */
function sharesOf(likelihoods: readonly Float32Array[], width: number): Float32Array {
  let shares = new Float32Array(width + 1).fill(1 / (width + 1))
  for (let round = 0; round < ROUNDS; round++) {
    const counts = new Float32Array(width + 1)
    counts[width] = DOUBT_WORDS
    for (const likelihood of likelihoods) addShares(counts, likelihood, shares)
    shares = counts.map(count => count / (likelihoods.length + DOUBT_WORDS))
  }
  return shares
}

/** Adds one word, shared out among the languages as likely as it is of each. */
function addShares(counts: Float32Array, likelihood: Float32Array, shares: Float32Array): void {
  let whole = 0
  for (let at = 0; at < shares.length; at++) whole += (likelihood[at] ?? 0) * (shares[at] ?? 0)
  for (let at = 0; at < shares.length; at++)
    counts[at] = (counts[at] ?? 0) + ((likelihood[at] ?? 0) * (shares[at] ?? 0)) / whole
}
