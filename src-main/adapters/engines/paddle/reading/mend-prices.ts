import type { Box, Line, Word } from '../../../../../src-shared/contract/page.ts'

/** A price whose decimal mark was too faint to be read. */
const WITHOUT_MARK = /^\d{1,4} \d{2}$/
const WITH_MARK = /\d([.,])\d{2}$/
/** Ends of lines that stand below each other are this near, in shares of their height. */
const ALIGNED = 0.6
/** Fewer prices tell nothing about a column. */
const LEAST_PRICES = 2

/**
 * Puts the decimal mark into numbers such as `1 80` that end where the prices of their column end: on worn receipts the marks fade first.
 * What the other prices have is put, where they are more than the numbers without.
 */
export function mendPrices(lines: readonly Line[]): Line[] {
  return lines.map(line => {
    const mark = WITHOUT_MARK.test(line.text) ? markOfColumn(lines, line) : undefined
    return mark === undefined ? line : withMark(line, mark)
  })
}

/** The decimal mark of most prices that end where a line ends; undefined where it stands in no column of prices. */
function markOfColumn(lines: readonly Line[], line: Line): string | undefined {
  const column = lines.filter(({ box }) => isAligned(box, line.box)).map(({ text }) => text)
  const marks = column.flatMap(text => WITH_MARK.exec(text)?.[1] ?? [])
  const without = column.filter(text => WITHOUT_MARK.test(text)).length
  if (marks.length < LEAST_PRICES || marks.length <= without) return undefined
  return marks.filter(mark => mark === ',').length > marks.length / 2 ? ',' : '.'
}

const isAligned = (box: Box, other: Box): boolean =>
  Math.abs(box.right - other.right) <= ALIGNED * (other.bottom - other.top)

/** The line as one word, as sure as the least sure of its own. */
function withMark(line: Line, mark: string): Line {
  const text = line.words.map(word => word.text).join(mark)
  const word: Word = { text, box: line.box, confidence: Math.min(...line.words.map(each => each.confidence)) }
  return { ...line, text, words: [word] }
}
