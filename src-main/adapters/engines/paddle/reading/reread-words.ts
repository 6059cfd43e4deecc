import { cropWidth } from './crop-line.ts'
import { gainOfRereading, surenessOfPage } from './gain-of-rereading.ts'
import { joinReadings, mendLine } from './join-readings.ts'
import type { LineReading, WordReading } from './line-reading.ts'

/** The careful model, at the lines of a page. */
export interface CarefulReader {
  /** The model's name. */
  readonly name: string
  readLine(index: number): Promise<LineReading>
  /** Reads a stretch of a line, from one share of its width to another. */
  readStretch(reading: LineReading, from: number, to: number): Promise<LineReading>
}

/** What became of the lines. */
export interface RereadLines {
  readonly lines: readonly LineReading[]
  /** Lines of which the careful model left letters out, or read others of which it is hardly sure. */
  readonly unconfirmed: ReadonlySet<number>
}

/** Lines less sure than this are read again as a whole: they may stand on their head. */
const HARDLY_READ = 0.6
/** How many of these are read in vain, beyond those that are not. */
const MOST_FAILURES = 6
/** The careful model wins unless it is less sure of a whole line by more than this. */
const HANDICAP = 0.05
/** Words to be won for a hundred pixels of a page of usual size. */
const LEAST_GAIN = 0.085
const USUAL_PAGE_PX = 30_000
/** How much dearer pixels are on a page that has more of them: a page that costs little anyway may cost twice as much. */
const SIZE_POWER = 1.25
/** What another run costs, in pixels. */
const RUN_PX = 40
/** The quick model is weak in languages with accents: from this share of such words on a page, words are worth more pixels. */
const ACCENTED_SHARE = 0.02
const WORTH_ACCENTED = 6
const LEAST_WORDS = 20
/** How many changes come with a gain, and how many of a kind weigh as much as what was expected before the first. */
const CHANGES_EXPECTED = 0.8
const PRIOR_CHANGES = 3
/** How much it says that more changed than was expected, and at most. */
const EVIDENCE_POWER = 1.5
const MOST_EVIDENCE = 30

const ACCENTED = /[\u00c0-\u024f]/
const LETTER = /[\p{L}\p{N}]/u
/** Kinds of words. Whether the careful model changes those of one kind, as figures with letters beside them, says little of others. */
const KINDS = [/^\P{N}*$/u, /^\P{L}*$/u, /./u] as const

/** A line with words that may be read again. */
interface LineInWork {
  readonly index: number
  readonly reading: LineReading
  /** The gain to be had from each word; none from signs without a letter. */
  readonly gains: readonly number[]
  readonly widths: readonly number[]
  /** For each word that was read again those that take its place. */
  readonly mended: Map<number, readonly WordReading[]>
}

/**
 * Reads doubtful words again with the careful model, those first that will most likely be won for their width, and goes on for as long as
 * that is worth it. What comes of it tells: where the careful model changes more words of a kind than was to be expected, as on worn or
 * unusual print, it goes on to those that the quick model was sure of; where fewer, it stops.
 */
export async function rereadWords(
  readings: readonly LineReading[],
  careful: CarefulReader,
): Promise<RereadLines> {
  const sureness = surenessOfPage(readings)
  const work = readings.flatMap((reading, index) =>
    isHardlyRead(reading) ? [] : [lineInWork(index, reading, sureness)],
  )
  const { lines, unconfirmed } = await rereadHardlyRead(readings, careful)
  for (const index of await rereadWhileWorth(work, priceOf(readings), careful)) unconfirmed.add(index)
  for (const { index, reading, mended } of work) lines[index] = mendLine(reading, mended, careful.name)
  return { lines, unconfirmed }
}

const isHardlyRead = ({ line, words }: LineReading): boolean =>
  words.length === 0 || line.confidence < HARDLY_READ

/** Reads lines that are hardly text again as a whole, the likeliest first, until it has failed more often than it helped. */
async function rereadHardlyRead(readings: readonly LineReading[], careful: CarefulReader) {
  const lines = [...readings]
  const unconfirmed = new Set<number>()
  const likeliest = [...readings.entries()]
    .filter(([, reading]) => isHardlyRead(reading))
    .sort(([, a], [, b]) => b.line.confidence - a.line.confidence)
  let failures = 0
  for (const [index, { line }] of likeliest) {
    if (failures >= MOST_FAILURES) break
    const again = await careful.readLine(index)
    if (again.line.confidence >= line.confidence - HANDICAP) lines[index] = again
    if (isHardlyRead(again)) unconfirmed.add(index)
    failures += isHardlyRead(again) ? 1 : -1
  }
  return { lines, unconfirmed }
}

/** A price of so many pixels. */
type Price = (widthPx: number) => number

/** Answers the lines whose stretches were not confirmed. */
async function rereadWhileWorth(
  work: readonly LineInWork[],
  price: Price,
  careful: CarefulReader,
): Promise<Set<number>> {
  const unconfirmed = new Set<number>()
  const evidenceOf = startEvidence()
  for (const { line, at, worth } of candidatesOf(work, price)) {
    const { words } = line.reading
    if (line.mended.has(at) || worth * weightOf(evidenceOf(words[at])) < LEAST_GAIN) continue
    const isWorth = (near: number): boolean =>
      !line.mended.has(near) &&
      ((line.gains[near] ?? 0) * weightOf(evidenceOf(words[near]))) / price(line.widths[near] ?? 0) >=
        LEAST_GAIN
    let [first, last] = [at, at]
    while (isWorth(first - 1)) first--
    while (isWorth(last + 1)) last++
    const old = words.slice(first, last + 1)
    const joined = joinReadings(old, await readAmongNeighbours(careful, line.reading, { first, last }))
    for (const [offset, chosen] of joined.words.entries()) line.mended.set(first + offset, chosen)
    if (joined.isUnconfirmed) unconfirmed.add(line.index)
    for (const [offset, word] of old.entries()) {
      const evidence = evidenceOf(word)
      evidence.expected += CHANGES_EXPECTED * (line.gains[first + offset] ?? 0)
      evidence.changed += joined.changed.has(word) ? 1 : 0
    }
  }
  return unconfirmed
}

/** What came of reading words of one kind again: how many changed, and how many their gains had promised. */
interface Evidence {
  expected: number
  changed: number
}

/** For a word, the evidence of its kind. */
function startEvidence(): (reading: WordReading | undefined) => Evidence {
  const kinds = KINDS.map(pattern => ({ pattern, expected: PRIOR_CHANGES, changed: PRIOR_CHANGES }))
  const none = { expected: 1, changed: 1 }
  return reading => kinds.find(({ pattern }) => pattern.test(reading?.word.text ?? '')) ?? none
}

/** How much more, or less, a word is worth by what came of others. */
const weightOf = ({ changed, expected }: Evidence): number =>
  Math.min(MOST_EVIDENCE, (changed / expected) ** EVIDENCE_POWER)

/** Words of a line from one to another. */
interface Stretch {
  readonly first: number
  readonly last: number
}

/**
 * What the careful model reads in place of some words. It sees the words beside them too: cut off at the space, words lose accents and
 * marks at their ends. A mark that stands by itself is left out, or it would be read twice.
 */
async function readAmongNeighbours(
  careful: CarefulReader,
  reading: LineReading,
  { first, last }: Stretch,
): Promise<readonly WordReading[]> {
  const { words } = reading
  const hasLetters = (at: number): boolean => LETTER.test(words[at]?.word.text ?? '')
  const [wantedFrom, wantedTo] = [words[first]?.from ?? 0, words[last]?.to ?? 1]
  const from = (hasLetters(first - 1) ? words[first - 1]?.from : undefined) ?? wantedFrom
  const to = (hasLetters(last + 1) ? words[last + 1]?.to : undefined) ?? wantedTo
  const again = await careful.readStretch(reading, from, to)
  return again.words.filter(word => {
    const middle = from + ((to - from) * (word.from + word.to)) / 2
    return middle > wantedFrom && middle < wantedTo
  })
}

/** All words that have letters, those first that are worth most for their width. */
function candidatesOf(work: readonly LineInWork[], price: Price) {
  return work
    .flatMap(line =>
      line.gains.map((gain, at) => ({ line, at, worth: gain / price((line.widths[at] ?? 0) + RUN_PX) })),
    )
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth)
}

function lineInWork(index: number, reading: LineReading, sureness: number): LineInWork {
  const { words, stepPx } = reading
  const widthPx = cropWidth(reading.quad, reading.squeeze)
  return {
    index,
    reading,
    gains: words.map(each => (LETTER.test(each.word.text) ? gainOfRereading(each, stepPx, sureness) : 0)),
    widths: words.map(({ from, to }) => (to - from) * widthPx),
    mended: new Map(),
  }
}

function priceOf(readings: readonly LineReading[]): Price {
  const pagePx = readings.reduce((sum, { quad, squeeze }) => sum + cropWidth(quad, squeeze), 0)
  const words = readings.flatMap(reading => reading.words)
  const accented = words.filter(({ word }) => ACCENTED.test(word.text)).length
  const isAccented = accented > ACCENTED_SHARE * Math.max(LEAST_WORDS, words.length)
  const each = (pagePx / USUAL_PAGE_PX) ** SIZE_POWER / (isAccented ? WORTH_ACCENTED : 1)
  return widthPx => (widthPx / 100) * each
}
