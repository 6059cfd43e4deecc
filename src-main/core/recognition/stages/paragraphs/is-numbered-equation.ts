import { FORMULA_NUMBER } from '../figures/grow-picture.ts'
import type { Row } from './group-rows.ts'

const RELATION = /[=≈≠≤≥≡]/u
const WORD = /\p{L}{4,}/gu
/** A sentence has more words: names of functions are some. */
const MOST_WORDS = 3
/** The number stands so far from the formula, in heights of the row. */
const NUMBER_DISTANCE = 2

/** Whether a row is a formula with its number at the margin. */
export function isNumberedEquation({ lines, heightPx }: Row): boolean {
  const words = lines.flatMap(({ line }) => line.words).toSorted((a, b) => a.box.left - b.box.left)
  const number = words.at(-1)
  const last = words.at(-2)
  if (!number || !last || !FORMULA_NUMBER.test(number.text)) return false
  if (number.box.left - last.box.right < NUMBER_DISTANCE * heightPx) return false
  const formula = words
    .slice(0, -1)
    .map(word => word.text)
    .join(' ')
  return RELATION.test(formula) && (formula.match(WORD)?.length ?? 0) <= MOST_WORDS
}
