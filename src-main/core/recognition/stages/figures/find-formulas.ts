import type { Box, Line } from '../../../../../src-shared/contract/page.ts'
import { areaOf, overlapOf, shareWithin } from '../box-shares.ts'
import type { FigurePage } from './find-figures.ts'

/** The model often takes short lines for formulas: it must be sure, or the line must look like one. */
const SURE = 0.85
const LEAST_SCORE = 0.5
const INSIDE = 0.6
/** A formula has hardly any words. */
const MOST_WORDS = 3
const MOST_WORDS_UNSURE = 1
const WORD = /\p{Script=Latin}{4,}|\p{Script=Han}{3,}/gu
const LEAST_INK = 0.02
/** A formula set apart takes a few lines at most. */
const MOST_HEIGHT = 0.25
const SIGNS = /[=≈≠≤≥<>±∓×÷·∑∏∫√∞∂∇∈∉⊂∪∩→⇒↔∀∃α-ωΑ-Ω|^]/u

/** The boxes of formulas that stand for themselves, as the layout model sees them and their lines bear out. */
export function findFormulas(page: FigurePage, figures: readonly Box[]): Box[] {
  const found: Box[] = []
  for (const { category, box, score } of page.boxes) {
    if (category !== 'equation' || score < LEAST_SCORE) continue
    if (figures.some(figure => shareWithin(box, figure) > 0.3)) continue
    if (box.bottom - box.top > MOST_HEIGHT * page.heightPx || !isFormula(box, score, page)) continue
    if (found.every(other => overlapOf(other, box) === 0)) found.push(box)
  }
  return found
}

function isFormula(box: Box, score: number, { lines, ink }: FigurePage): boolean {
  const inside = lines.filter(line => shareWithin(line.box, box) > INSIDE)
  if (lines.some(line => isCut(line, box))) return false
  if (inside.length === 0) return score >= SURE && ink.share(box) >= LEAST_INK
  const text = inside.map(line => line.text).join(' ')
  const words = text.match(WORD)?.length ?? 0
  if (words > MOST_WORDS_UNSURE && !(score >= SURE && words <= MOST_WORDS)) return false
  return SIGNS.test(text) || (score >= SURE && words <= MOST_WORDS_UNSURE)
}

/** Whether the box ends in the middle of a line, as it does where the model mistakes a part of a text for a formula. */
function isCut(line: Line, box: Box): boolean {
  const share = shareWithin(line.box, box)
  return share > 0.2 && share <= INSIDE && areaOf(line.box) > 0
}
