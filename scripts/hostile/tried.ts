/** What came of one hostile thing. */
export interface Tried {
  readonly name: string
  /** What should come of it, where somebody wrote it down. */
  readonly expected: string
  /** HTTP status of the reply, or null where none came. */
  readonly status: number | null
  /** Problem code, or the state in which the job came to rest. */
  readonly outcome: string
  /** The words of the problem, or the reasons of failed pages. */
  readonly words: string
  readonly seconds: number
  /** Memory of server and workers at their fullest, and how long the server then took for a health reply. */
  readonly peakMb: number
  readonly healthMs: number
  /** What a person should look at; empty when all is as it should be. */
  readonly surprise: string
}

const COLUMNS = [
  'name',
  'expected',
  'status',
  'outcome',
  'words',
  'seconds',
  'peakMb',
  'healthMs',
  'surprise',
] as const

/** The report as tab-separated values. */
export function tsvOf(rows: readonly Tried[]): string {
  const lines = rows.map(row => COLUMNS.map(column => cell(row[column])).join('\t'))
  return `${[COLUMNS.join('\t'), ...lines].join('\n')}\n`
}

/** One line for a terminal. */
export function lineOf({ name, status, outcome, words, seconds, peakMb, surprise }: Tried): string {
  const figures = `${seconds.toFixed(1).padStart(6)} s ${String(peakMb).padStart(5)} MB`
  const mark = surprise === '' ? '' : `   <<< ${surprise}`
  return `${figures}  ${status ?? '---'} ${outcome}  ${cell(name)}  ${cell(words).slice(0, 120)}${mark}`
}

const cell = (value: string | number | null): string =>
  String(value ?? '').replace(
    /[\p{Cc}\p{Cf}]/gu,
    each => `\\u${each.codePointAt(0)?.toString(16).padStart(4, '0')}`,
  )
