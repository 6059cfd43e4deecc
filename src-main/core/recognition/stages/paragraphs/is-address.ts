import type { Row } from './group-rows.ts'
import { listMarker } from './list-marker.ts'

const LEAST_ROWS = 3
const MOST_ROWS = 9
const MOST_LETTERS = 48
const MOST_WORDS = 6
/** Names, places, house numbers and post codes begin so, or else the row is an address of the net. */
const BEGINNING = /^(\p{Lu}|\d|\(?\+?\d|www\.|\S+@\S)/u
const SENTENCE_END = /[.;!?:\-‐]$/u
/** Inc., Ltd., Ave., Str. */
const SHORT_FORM = /\s\p{Lu}\p{L}{1,3}\.$/u

/** Whether rows are an address, or such a block of short facts as stands beside one: they keep their line ends. */
export function isAddress(rows: readonly Row[]): boolean {
  const [first] = rows
  if (!first || rows.length < LEAST_ROWS || rows.length > MOST_ROWS || listMarker(first.text)) return false
  return rows.some(({ text }) => /\d/.test(text)) && rows.every(isShortFact)
}

/** Whether a row begins as the rows of an address do, and is short, and no sentence. */
export function isShortFact({ text, lines }: Row): boolean {
  if (lines.length > 1 || text.length > MOST_LETTERS || text.split(' ').length > MOST_WORDS) return false
  return BEGINNING.test(text) && (!SENTENCE_END.test(text) || SHORT_FORM.test(text))
}
