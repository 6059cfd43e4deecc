import type { Box, Line, Region } from '../../../../../src-shared/contract/page.ts'
import { shareWithin } from '../box-shares.ts'
import { joinLines } from '../paragraphs/join-lines.ts'
import { growFigure, growFormula, INSIDE, isCaptionBeside } from './grow-picture.ts'

/** Where so much of a figure's text is running text, it stays text of the page: a box around a text, a screen full of words. */
const RUNNING_WORDS = 5
const MOST_RUNNING = 0.5
const FEW_CHARACTERS = 300
const SENTENCE_WORDS = 10
/** The next row of a text stands so near under it, and the next text under that, in line heights. */
const NEXT_ROW = 0.8
const NEXT_TEXT = 2
/** Heads and feet of pages lie this near to its edge, in shares of its height. */
const MARGIN = 0.12
const STRIP_MARGIN = 0.2
const STRIP = 4
const HAN_SENTENCE = /[\p{Script=Han}\p{Script=Hiragana}\p{P}]{12}/u

/** Figures and formulas apart from the lines of the page's text. */
export interface PartedFigures {
  /** Regions with the words that stand in them, in no order. */
  readonly figures: readonly Region[]
  readonly rest: readonly Line[]
}

/** What is a picture on the page: its category and its box. */
export interface PictureBox {
  readonly category: 'figure' | 'equation'
  readonly box: Box
  /** Its lines where they are known; otherwise those in its box. */
  readonly lines?: readonly Line[]
}

/** Takes the lines in figures out of the text of the page, captions excepted. No line is lost. */
export function partFigures(
  lines: readonly Line[],
  pictures: readonly PictureBox[],
  heightPx: number,
): PartedFigures {
  const taken = new Set<Line>()
  const figures = pictures
    .filter(picture => !isFurniture(picture, lines, heightPx))
    .map(({ category, box: whole, lines: known }) => {
      const box = category === 'figure' ? growFigure(whole, lines) : growFormula(whole, lines)
      const isIn = (line: Line) => known?.includes(line) || shareWithin(line.box, box) > INSIDE
      const inside = lines.filter(line => !taken.has(line) && isIn(line))
      const own =
        category === 'figure'
          ? labelsAmong(
              inside,
              lines.filter(line => !isIn(line)),
            )
          : inside
      for (const line of own) taken.add(line)
      return regionOf(category, box, own)
    })
  return { figures, rest: lines.filter(line => !taken.has(line)) }
}

/** Logos and strips of colour at the head or foot of a page are no figures, unless they have a caption. */
function isFurniture({ category, box }: PictureBox, lines: readonly Line[], heightPx: number): boolean {
  if (category !== 'figure') return false
  const isStrip = box.right - box.left > STRIP * (box.bottom - box.top)
  const margin = (isStrip ? STRIP_MARGIN : MARGIN) * heightPx
  if (box.bottom > margin && box.top < heightPx - margin) return false
  return !lines.some(line => isCaptionBeside(line, box))
}

function regionOf(category: PictureBox['category'], box: Box, own: readonly Line[]): Region {
  const lines = own.toSorted((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
  return { category, box, text: joinLines(lines.map(line => line.text)), lines }
}

/** What is written in a figure as a part of it; sentences stay text of the page, as captions set on a photo. */
function labelsAmong(inside: readonly Line[], outside: readonly Line[]): readonly Line[] {
  if (isRunningText(inside)) return []
  const rest = restOfText(inside, outside)
  return inside.filter(
    line => line.words.length < SENTENCE_WORDS && !HAN_SENTENCE.test(line.text) && !rest.has(line),
  )
}

/** Lines of a text layer with which a text goes on that begins above the figure, as on covers. */
function restOfText(inside: readonly Line[], outside: readonly Line[]): ReadonlySet<Line> {
  const rest = new Set<Line>()
  for (const line of inside.toSorted((a, b) => a.box.top - b.box.top)) {
    const isRest = outside.some(upper => isSetUnder(line, upper, NEXT_ROW))
    if (isRest || [...rest].some(upper => isSetUnder(line, upper, NEXT_TEXT))) rest.add(line)
  }
  return rest
}

/** Whether a line in the same type begins where the upper one does, at most so many line heights below it. */
function isSetUnder(line: Line, upper: Line, farthest: number): boolean {
  const { box, isBold, fontSizePx } = line
  if (isBold === undefined || upper.isBold !== isBold || upper.fontSizePx !== fontSizePx) return false
  const unit = box.bottom - box.top
  const gap = box.top - upper.box.bottom
  return Math.abs(upper.box.left - box.left) < unit / 2 && gap > -unit / 2 && gap < farthest * unit
}

/** Whether lines are rather running text than labels. */
export function isRunningText(lines: readonly Line[]): boolean {
  const count = (some: readonly Line[]) => some.reduce((sum, { text }) => sum + text.length, 0)
  const running = count(lines.filter(({ words }) => words.length >= RUNNING_WORDS))
  return running > FEW_CHARACTERS && running > MOST_RUNNING * count(lines)
}
