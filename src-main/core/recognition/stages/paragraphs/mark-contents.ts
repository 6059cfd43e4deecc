import { isContentsLine } from './contents-line.ts'
import type { Row } from './group-rows.ts'

/** A column with so many rows, this share of them numbered, this share with dots or a number at the end, is a table of contents. */
const LEAST_ROWS = 8
const NUMBERED_SHARE = 0.6
const LED_SHARE = 0.3

/** Where so many rows have dots, rows that end with a number are entries without dots. */
const LEAST_LED = 4
const PAGE_AT_END = /\p{L}.*\s(\d{1,4}|[ivxlc]{1,6})$/u

const NUMBERED = /^(\d{1,2}(\.\d{1,2})*|[A-Z](\.\d{1,2})+)\.?\s*\p{L}/u
/** What is left of dots when they are read from a picture, with the page's number where that was read. */
const LED =
  /[\p{L})\]?!"'](?:\s*[.·•,…:;_]{2,}|\s+[.·•…_])[\s.·•,…:;_]*(\d{1,4}|[ivxlc]{1,6})?$|\p{L}\s+\d{1,4}$/u
const LEADER = /\s*(?:[.·•…_][\s.·•,…:;_]*[.·•,…:;_]|\s[.·•…_])\s*(\d{1,4}|[ivxlc]{1,6})?$/u

/** Rows of a table of contents are marked as such, however little of their dots is left. */
export function markContents(rows: readonly Row[]): Row[] {
  const led = rows.filter(row => isContentsLine(row.text)).length
  const isNumbered = isContents(rows)
  const isLed = led >= LEAST_LED && led >= LED_SHARE * rows.length
  const isEntry = ({ text }: Row) =>
    isContentsLine(text) || (isNumbered && NUMBERED.test(text)) || (isLed && PAGE_AT_END.test(text))
  return rows.map(row => (isEntry(row) ? { ...row, isContents: true } : row))
}

/** An entry without its dots: its title, and its page where that is known. */
export function withoutLeader(text: string): string {
  const found = LEADER.exec(text)
  if (!found) return text
  const title = text.slice(0, found.index)
  return found[1] === undefined ? title : `${title} … ${found[1]}`
}

function isContents(rows: readonly Row[]): boolean {
  if (rows.length < LEAST_ROWS) return false
  const share = (pattern: RegExp) => rows.filter(row => pattern.test(row.text)).length / rows.length
  return share(NUMBERED) >= NUMBERED_SHARE && share(LED) >= LED_SHARE
}
