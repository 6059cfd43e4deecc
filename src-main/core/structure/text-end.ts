import type { Page, Region, RegionCategory } from '../../../src-shared/contract/page.ts'
import { sizeOf } from './size-of.ts'

/** How a text begins and stops. */
export interface TextEnd {
  readonly category: RegionCategory
  readonly head: string
  readonly tail: string
  readonly sizePt: number
  readonly length: number
  readonly rowCount: number
  /** Whether the last row reaches the right edge, as it does where a text is cut off. */
  readonly isFull: boolean
  /** Set line by line: such a text does not go on. */
  readonly hasLineEnds: boolean
  /** The first row of a table, and how many columns it has. */
  readonly tableHead: string
}

const HEAD = 24
const TAIL = 12
/** A last row this near to the right edge, as a share of the width, is full. */
const FULL_ROW = 0.06

/** What is to be known of a region to see whether it goes on elsewhere. */
export function textEndOf(region: Region, page: Page): TextEnd {
  const { category, text, lines, box } = region
  const last = lines.at(-1)
  const slack = FULL_ROW * (box.right - box.left)
  return {
    category,
    head: text.slice(0, HEAD),
    tail: text.slice(-TAIL),
    sizePt: sizeOf(region, page),
    length: text.length,
    rowCount: new Set(lines.map(line => Math.round(line.box.bottom / 4))).size,
    isFull: last !== undefined && last.box.right > box.right - slack,
    hasLineEnds: text.includes('\n'),
    tableHead: category === 'table' ? (text.split('\n', 1)[0] ?? '') : '',
  }
}

const SAME_SIZE = 1.08
const ENOUGH_TEXT = 60
const CLOSED = /[.!?:;。！？：；…][)\]"'”’»」』）]*\s*$/u
const HYPHEN = /\p{L}[-‐\u00ad¬]$/u
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，、]/u

/** Whether the second text goes on with the first, which stopped at the foot of a column or page. */
export function endsOpenly(first: TextEnd, second: TextEnd): boolean {
  const isText = (end: TextEnd) => end.category === 'text' || end.category === 'list'
  if (!isText(first) || second.category !== 'text') return false
  if (first.hasLineEnds || second.hasLineEnds || !isSameSize(first, second)) return false
  if (CLOSED.test(first.tail)) return false
  const startsSmall = /^\p{Ll}/u.test(second.head)
  if (HYPHEN.test(first.tail) && startsSmall) return true
  if (startsSmall) return first.isFull || /,$/.test(first.tail)
  if (!first.isFull || first.rowCount < 2 || second.rowCount < 2) return false
  if (CJK.test(first.tail.slice(-1))) return CJK.test(second.head.slice(0, 1))
  return first.length >= ENOUGH_TEXT && /^[\p{L}\d(“"']/u.test(second.head)
}

/** Whether the second table is the rest of the first: it has the same columns, and repeats its head. */
export function isRestOfTable(first: TextEnd, second: TextEnd): boolean {
  if (first.category !== 'table' || second.category !== 'table') return false
  return first.tableHead.trim() !== '' && /\t/.test(first.tableHead) && first.tableHead === second.tableHead
}

function isSameSize(first: TextEnd, second: TextEnd): boolean {
  const [smaller, larger] = [first.sizePt, second.sizePt].toSorted((a, b) => a - b)
  return (larger ?? 0) <= SAME_SIZE * (smaller ?? 0) + 0.5
}
