import { codesOf } from './codes-of.ts'
import { numbersOf } from './numbers-of.ts'

/** Tells languages apart by short runs of letters. */
export interface LanguageTable {
  /** The languages that a page may be said to be of. In the rows, further ones follow, which are only told apart from them. */
  readonly languages: readonly string[]
  /** How many languages a row has. */
  readonly width: number
  /**
   * Adds to `sums` how much more likely the word is in each language than in all of them on average, in `PARTS` of a natural
   * logarithm. The word is of lower-case letters, NFC.
   */
  addWord(word: string, sums: Int32Array): void
}

/** A run of signs is a number, eight bits a sign: the start and the end of a word, then the letters in the order of the file. */
const BITS = 8
const START = 1
const END = 2
const FIRST_LETTER = 3
const LONGEST = 3
const LAST_SIGNS = Array.from({ length: LONGEST }, (_, place) => 2 ** (BITS * (LONGEST - place)) - 1)

/** A (signed) byte is so many parts of a natural logarithm. */
export const PARTS = 4

/**
 * Opens the table from the bytes of its unpacked file: seven-bit numbers (how many languages count; how many there are; their names, two letters
 * each; how many letters; their code points; how many runs; the runs in their order, each as the difference from the last), then a
 * row of bytes for each run, one for each language.
 */
export function readLanguageTable(bytes: Uint8Array): LanguageTable {
  const { readNumber, rest } = numbersOf(bytes)
  const readLetters = (count: number) =>
    Array.from({ length: count }, () => String.fromCodePoint(readNumber()))
  const own = readNumber()
  const width = readNumber()
  const names = Array.from({ length: width }, () => readLetters(2).join(''))
  const codes = codesOf(readLetters(readNumber()), FIRST_LETTER)
  const rowOf = new Map<number, number>()
  const runCount = readNumber()
  for (let row = 0, run = 0; row < runCount; row++) {
    run += readNumber()
    rowOf.set(run, row)
  }
  const rows = new Int8Array(rest().buffer)

  /** The row of the longest run in the table that ends with the signs, or none. */
  const rowOfLongest = (signs: number): number | undefined => {
    for (const mask of LAST_SIGNS) {
      const row = rowOf.get(signs & mask)
      if (row !== undefined) return row
    }
    return undefined
  }

  return {
    languages: names.slice(0, own),
    width,
    addWord(word, sums) {
      let signs = START
      for (const code of [...[...word].map(letter => codes.get(letter) ?? 0), END]) {
        signs = (signs << BITS) | code
        const row = rowOfLongest(signs)
        if (row === undefined) continue
        for (let at = 0; at < width; at++) sums[at] = (sums[at] ?? 0) + (rows[row * width + at] ?? 0)
      }
    },
  }
}
