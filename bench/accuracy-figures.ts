import { type AlignedLine, alignLines } from './align-lines.ts'
import { calibrationOf } from './calibration.ts'
import type { PageReading } from './reading.ts'
import { characterDistance, type Distance, joinHyphens, rate, wordDistance, wordOverlap } from './score.ts'
import { type TruthCase, type TruthSet, withoutDotLeaders } from './truth-sets.ts'

/** A page that was read, measured against its truth. */
export interface PageScore {
  readonly truthCase: TruthCase
  readonly reading: PageReading
  readonly characters: Distance
  readonly joined: Distance
  readonly words: Distance
  readonly found: number
  readonly both: number
  readonly lines: readonly AlignedLine[]
  /** Pieces of the truth that no line took. */
  readonly missed: readonly string[]
}

export const ACCURACY_HEAD: readonly string[] = [
  ...['set', 'program', 'pages', 'CER', 'CERj', 'WER', 'F1', 'median CER', 'ECE'],
  ...['s/page', 'CPU s/page', 'peak MB'],
]

const MIB = 1024 * 1024

/** Measures what was read from one page. */
export function scorePage(truthCase: TruthCase, set: TruthSet, reading: PageReading): PageScore {
  const { truth } = truthCase
  const text = withoutDotLeaders(reading.text)
  return {
    ...{ truthCase, reading },
    characters: characterDistance(truth, text),
    joined: characterDistance(joinHyphens(truth), joinHyphens(text)),
    words: wordDistance(truth, text),
    ...wordOverlap(truth, text, set.ignoreCase),
    ...alignLines(truth, reading.lines.filter(hasNoLeaders), set.ignoreCase),
  }
}

const hasNoLeaders = ({ words }: PageReading['lines'][number]): boolean =>
  withoutDotLeaders(words.map(word => word.text).join(' ')) !== ''

/** A row of figures: pages of one set, read by one program. */
export function accuracyRow(set: string, program: string, scores: readonly PageScore[]): string[] {
  const pageRates = scores.map(score => rate([score.characters])).sort((a, b) => a - b)
  const total = (pick: (score: PageScore) => number) => scores.reduce((sum, score) => sum + pick(score), 0)
  const mean = (pick: (score: PageScore) => number) => total(pick) / Math.max(1, scores.length)
  const both = total(score => score.both)
  const words = scores.flatMap(score => score.lines.flatMap(line => line.words))
  return [
    ...[set, program, String(scores.length)],
    rate(scores.map(score => score.characters)).toFixed(2),
    rate(scores.map(score => score.joined)).toFixed(2),
    rate(scores.map(score => score.words)).toFixed(2),
    (both === 0 ? 0 : (200 * total(score => score.found)) / both).toFixed(1),
    (pageRates[pageRates.length >> 1] ?? 0).toFixed(2),
    words.length === 0 ? '–' : (calibrationOf(words).error * 100).toFixed(1),
    mean(score => score.reading.seconds).toFixed(2),
    mean(score => score.reading.cpuSeconds).toFixed(2),
    String(Math.round(Math.max(0, ...scores.map(score => score.reading.peakBytes)) / MIB)),
  ]
}
