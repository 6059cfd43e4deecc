import type { JudgedWord } from './calibration.ts'
import type { ReadLine } from './reading.ts'
import { normalise } from './score.ts'

/** A line that was read, beside the piece of truth that is most like it. */
export interface AlignedLine {
  readonly line: ReadLine
  readonly text: string
  /** Empty where the truth holds nothing like it. */
  readonly truth: string
  /** Characters that have to change. */
  readonly errors: number
  readonly words: readonly AlignedWord[]
}

/** A word that was read, judged. */
export interface AlignedWord extends JudgedWord {
  readonly text: string
}

/** The lines of a page beside its truth. */
export interface Alignment {
  readonly lines: readonly AlignedLine[]
  /** Pieces of the truth that no line took. */
  readonly missed: readonly string[]
}

/** A place of the truth that a line has taken already: equal to no character. */
const TAKEN = -1
const SPACE = 32
/** Of the line's characters. Where more have to change, the truth holds nothing like it. */
const MOST_ERRORS = 0.6
/** Of a piece that is worth telling; marks at the ends of lines are not. */
const FEWEST_LETTERS = 2

/**
 * Finds for each line, wherever it was read, the piece of truth that it comes from; each piece serves once and long lines choose first.
 * A word is right when its characters stand in the truth one after another, with a blank or an end on both sides.
 */
export function alignLines(truth: string, lines: readonly ReadLine[], ignoreCase: boolean): Alignment {
  const fold = (text: string) => (ignoreCase ? normalise(text).toLowerCase() : normalise(text))
  const left = Int32Array.from([...fold(truth)], codeOf)
  const aligned = lines
    .map((line, at) => ({ line, at, words: line.words.map(word => ({ ...word, text: fold(word.text) })) }))
    .map(each => ({ ...each, text: each.words.map(word => word.text).join(' ') }))
    .sort((a, b) => b.text.length - a.text.length)
    .map(({ line, at, words, text }) => {
      const read = Int32Array.from([...text], codeOf)
      const match = findPiece(read, left)
      const piece = left.slice(match.from, match.to)
      const judged = judgeWords(words, match.places, left)
      left.fill(TAKEN, match.from, match.to)
      return { at, line, text, truth: textOf(piece), errors: match.errors, words: judged }
    })
    .sort((a, b) => a.at - b.at)
    .map(({ at: _, ...each }) => each)
  return { lines: aligned, missed: piecesLeft(left) }
}

function piecesLeft(left: Int32Array): string[] {
  const pieces: string[] = []
  for (let from = 0; from < left.length; ) {
    const end = left.indexOf(TAKEN, from)
    const to = end === -1 ? left.length : end
    const text = textOf(left.subarray(from, to))
    if ((text.match(/[\p{L}\p{N}]/gu) ?? []).length >= FEWEST_LETTERS) pieces.push(text)
    from = to + 1
  }
  return pieces
}

interface Piece {
  readonly from: number
  readonly to: number
  readonly errors: number
  /** For each character of the line the place of its equal in the truth, or -1. */
  readonly places: Int32Array
}

const [EQUAL, CHANGED, ADDED, MISSED] = [0, 1, 2, 3] as const

/** Edit distance of the line from any stretch of the truth, and the stretch where it is least. */
function findPiece(read: Int32Array, truth: Int32Array): Piece {
  const width = truth.length + 1
  const steps = new Uint8Array((read.length + 1) * width)
  let row = new Int32Array(width)
  let above = new Int32Array(width)
  for (let i = 1; i <= read.length; i++) {
    ;[row, above] = [above, row]
    row[0] = i
    steps[i * width] = ADDED
    for (let j = 1; j < width; j++) {
      const isEqual = read[i - 1] === truth[j - 1]
      const changed = (above[j - 1] ?? 0) + (isEqual ? 0 : 1)
      const added = (above[j] ?? 0) + 1
      const missed = (row[j - 1] ?? 0) + 1
      const least = Math.min(changed, added, missed)
      row[j] = least
      steps[i * width + j] =
        least === changed ? (isEqual ? EQUAL : CHANGED) : least === added ? ADDED : MISSED
    }
  }
  let to = 0
  for (let j = 1; j < width; j++) if ((row[j] ?? 0) < (row[to] ?? 0)) to = j
  const errors = row[to] ?? 0
  if (errors > read.length * MOST_ERRORS)
    return { from: 0, to: 0, errors: read.length, places: new Int32Array(read.length).fill(-1) }
  return { ...traceBack(steps, width, { line: read.length, truth: to }), to, errors }
}

function traceBack(steps: Uint8Array, width: number, end: { line: number; truth: number }) {
  const places = new Int32Array(end.line).fill(-1)
  let [i, j] = [end.line, end.truth]
  while (i > 0) {
    const step = steps[i * width + j]
    if (step === EQUAL) places[i - 1] = j - 1
    if (step !== MISSED) i--
    if (step !== ADDED) j--
  }
  return { from: j, places }
}

/** Chinese and Japanese put no blanks between words: there each character is judged by itself. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

function judgeWords(
  words: readonly { readonly text: string; readonly confidence: number }[],
  places: Int32Array,
  truth: Int32Array,
): AlignedWord[] {
  let start = 0
  return words.flatMap(({ text, confidence }) => {
    const characters = [...text]
    const own = places.subarray(start, start + characters.length)
    start += own.length + 1
    if (own.length === 0) return []
    if (!UNSPACED.test(text)) return [{ text, confidence, isRight: isWhole(own, truth) }]
    return characters.map((character, at) => ({ text: character, confidence, isRight: (own[at] ?? -1) >= 0 }))
  })
}

function isWhole(places: Int32Array, truth: Int32Array): boolean {
  const first = places[0] ?? -1
  const isRun = places.every((place, index) => place >= 0 && place === first + index)
  return isRun && isGap(truth[first - 1]) && isGap(truth[first + places.length])
}

const isGap = (code: number | undefined): boolean =>
  code === undefined || code === SPACE || code === TAKEN || UNSPACED.test(String.fromCodePoint(code))

const codeOf = (character: string): number => character.codePointAt(0) ?? 0

const textOf = (codes: Int32Array): string =>
  Array.from(codes, code => (code === TAKEN ? '' : String.fromCodePoint(code)))
    .join('')
    .trim()
