/** A word that was read: how sure the program was, and whether it was right. */
export interface JudgedWord {
  readonly confidence: number
  readonly isRight: boolean
}

/** The words of one tenth of confidence. */
export interface ConfidenceTenth {
  readonly from: number
  readonly to: number
  readonly words: number
  /** Means over the words, 0 where there are none. */
  readonly confidence: number
  readonly right: number
}

export interface Calibration {
  readonly tenths: readonly ConfidenceTenth[]
  /** How far confidence and truth are apart on average, each tenth by its words: the expected calibration error, 0 to 1. */
  readonly error: number
}

const TENTHS = 10

/** How often a word of confidence p is right. */
export function calibrationOf(words: readonly JudgedWord[]): Calibration {
  const parts = Array.from({ length: TENTHS }, (): JudgedWord[] => [])
  for (const word of words) parts[tenthOf(word.confidence)]?.push(word)
  const tenths = parts.map((part, index) => ({
    from: index / TENTHS,
    to: (index + 1) / TENTHS,
    words: part.length,
    confidence: mean(part.map(word => word.confidence)),
    right: mean(part.map(word => (word.isRight ? 1 : 0))),
  }))
  const apart = tenths.map(each => each.words * Math.abs(each.confidence - each.right))
  return { tenths, error: words.length === 0 ? 0 : sum(apart) / words.length }
}

/** Programs beside each other: what share of the words of each tenth is right, and how many words there are. */
export function calibrationTable(
  rows: readonly (readonly [name: string, words: readonly JudgedWord[]])[],
): string[][] {
  const programs = rows.map(([name, words]) => ({ name, ...calibrationOf(words) }))
  const head = ['confidence', ...programs.map(each => each.name)]
  const body = Array.from({ length: TENTHS }, (_, index) => [
    `${(index / TENTHS).toFixed(1)}–${((index + 1) / TENTHS).toFixed(1)}`,
    ...programs.map(({ tenths }) => cellOf(tenths[index])),
  ])
  return [head, ...body, ['ECE', ...programs.map(({ error }) => (error * 100).toFixed(1))]]
}

function cellOf(tenth: ConfidenceTenth | undefined): string {
  if (!tenth || tenth.words === 0) return '–'
  return `${(tenth.right * 100).toFixed(1)} % of ${tenth.words}`
}

/** 1 belongs to the last tenth. */
const tenthOf = (confidence: number): number =>
  Math.min(TENTHS - 1, Math.max(0, Math.floor(confidence * TENTHS + 1e-9)))

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : sum(numbers) / numbers.length
