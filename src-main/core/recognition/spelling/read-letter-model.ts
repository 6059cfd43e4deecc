import { codesOf } from './codes-of.ts'
import type { LetterModel } from './letter-model.ts'
import { markedLetters } from './marked-letters.ts'
import { numbersOf } from './numbers-of.ts'

/** A run of signs is a number, six bits a sign: the start and the end of a word, then the letters in the order of the file. */
const BITS = 6
const START = 1
const END = 2
const FIRST_LETTER = 3
/** Runs are at most this long; the others before the last sign are its context. */
const ORDER = 5
const CONTEXT = (1 << (BITS * (ORDER - 1))) - 1

/** A byte is so many parts of a natural logarithm, downwards; weights begin above 0, for they may be more than 1. */
const STEPS = 16
const LARGEST_WEIGHT = 2

/** A letter that the language does not have: rarer than any it has. */
const FOREIGN = -16

/**
 * Opens the model of a language from the bytes of its unpacked file: seven-bit numbers (how many letters; their code points; how many runs; how many
 * of them are shorter than the longest; the runs in their order, each as the difference from the last), then a byte for the
 * probability of each run's last sign after the others, then a byte for what the probability of a shorter run is multiplied with
 * where the run with its context is not listed.
 */
export function readLetterModel(language: string, bytes: Uint8Array): LetterModel {
  const { letters, runs, probabilities, weights } = readTables(bytes)
  const codes = codesOf(letters, FIRST_LETTER)

  const contextOf = (before: string): number => {
    let context = before.length < ORDER - 1 ? START : 0
    for (const letter of before) {
      const code = codes.get(letter)
      context = code === undefined ? 0 : ((context << BITS) | code) & CONTEXT
    }
    return context
  }

  return {
    language,
    marked: markedLetters(language),
    logProbability(before, letter) {
      const code = letter === '' ? END : codes.get(letter)
      if (code === undefined) return FOREIGN
      let parts = 0
      let context = contextOf(before)
      while (true) {
        const listed = placeOf(runs, context * (1 << BITS) + code)
        if (listed >= 0) return -(parts + (probabilities[listed] ?? 0)) / STEPS
        if (context === 0) return FOREIGN
        const place = placeOf(runs, context)
        if (place >= 0) parts += (weights[place] ?? 0) - LARGEST_WEIGHT * STEPS
        context = withoutFirst(context)
      }
    },
  }
}

function readTables(bytes: Uint8Array) {
  const { readNumber, rest } = numbersOf(bytes)
  const letters = Array.from({ length: readNumber() }, () => String.fromCodePoint(readNumber()))
  const runCount = readNumber()
  const contextCount = readNumber()
  const runs = new Uint32Array(runCount)
  let run = 0
  for (let place = 0; place < runCount; place++) {
    run += readNumber()
    runs[place] = run
  }
  const parts = rest()
  return {
    ...{ letters, runs },
    probabilities: parts.subarray(0, runCount),
    weights: parts.subarray(runCount, runCount + contextCount),
  }
}

/** Where a run is listed, or -1. */
function placeOf(runs: Uint32Array, run: number): number {
  let from = 0
  let to = runs.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((runs[middle] ?? 0) < run) from = middle + 1
    else to = middle
  }
  return runs[from] === run ? from : -1
}

/** The context without the sign that is farthest back. */
function withoutFirst(context: number): number {
  const signs = Math.ceil((32 - Math.clz32(context)) / BITS)
  return context & ((1 << (BITS * (signs - 1))) - 1)
}
