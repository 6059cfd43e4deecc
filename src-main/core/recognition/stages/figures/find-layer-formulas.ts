import type { Box, Line } from '../../../../../src-shared/contract/page.ts'
import { heightOf, median, middleX, unionOf, widthOf } from '../placed-line.ts'
import { type LineSigns, wordsIn } from '../text-layer/line-signs.ts'
import { FORMULA_NUMBER } from './grow-picture.ts'

/** Lengths are in sizes of the type that most of the text is set in. */
const NEAR_ACROSS = 3
const NEAR_DOWN = 0.5
/** A displayed formula begins so far from the edge of its column, */
const LEAST_INDENT = 1
/** and has so much room above and below, in all and on each side. */
const LEAST_ROOM = 0.1
const ROOM_OF_BOTH = 0.7
/** What is farther above or below tells nothing of the column. */
const REACH = 30
const NEXT = 3
const LEAST_COLUMN = 12
/** A line of a formula has hardly any words. */
const MOST_WORDS = 1
const LEAST_SIGNS = 2
const LEAST_LETTERS = 3
/** Its middle stands this near to the column's, as a share of the column's width. */
const CENTRED = 0.06
const BRACKET = 0.8
const MOST_HEIGHT = 14
const STARTS_AS_TEXT = /^\p{L}{4,}\s/u
const RELATIONS = /[=≈≠≤≥<>≡∼≃≅≜∝∈⊂⊆→⇒⇔↔:]/u

/** A line with what tells formulas. */
interface Candidate {
  readonly line: Line
  readonly box: Box
  readonly signs: LineSigns | undefined
}

/** What surrounds a formula: lines of text, and pieces of formulas that are none of its own. */
interface Around {
  readonly text: readonly Box[]
  readonly others: readonly Candidate[]
  readonly unit: number
}

/** A formula with its lines, also those whose boxes reach beyond it. */
interface LayerFormula {
  readonly box: Box
  readonly lines: readonly Line[]
}

/** The formulas that stand for themselves, on a page whose letters are known. All in pixels. */
export function findLayerFormulas(
  lines: readonly Line[],
  signs: ReadonlyMap<Line, LineSigns>,
): LayerFormula[] {
  if (signs.size === 0) return []
  const unit = unitOf(lines)
  const text: Box[] = []
  const candidates: Candidate[] = []
  for (const line of lines) {
    const own = signs.get(line)
    if (isPiece(line, own)) candidates.push({ line, box: own?.box ?? line.box, signs: own })
    else text.push(line.box)
  }
  const groups = grouped(candidates, unit)
  return groups.flatMap(group => {
    const others = candidates.filter(each => !group.includes(each))
    const formula = formulaOf(group, { text, others, unit })
    return formula ? [formula] : []
  })
}

function unitOf(lines: readonly Line[]): number {
  const sizes = lines.flatMap(({ fontSizePx = 0, text }) => (text.length > 20 ? [fontSizePx] : []))
  return median(sizes) || median(lines.map(line => line.fontSizePx ?? heightOf(line.box))) || 20
}

function isPiece({ text, isMonospaced, isBold }: Line, signs: LineSigns | undefined): boolean {
  if (isMonospaced || isBold) return false
  if (!signs) return wordsIn(text) === 0
  return signs.words <= (STARTS_AS_TEXT.test(text) ? 0 : MOST_WORDS) && signs.words < signs.signs
}

/** Pieces that touch or lie near each other, from those that have signs of a formula. */
function grouped(candidates: readonly Candidate[], unit: number): Candidate[][] {
  const groups: Candidate[][] = []
  const taken = new Set<Candidate>()
  for (const seed of candidates) {
    if (!seed.signs || taken.has(seed)) continue
    const group = [seed]
    taken.add(seed)
    for (const member of group) {
      for (const other of candidates) {
        if (taken.has(other) || !isNear(member.box, other.box, unit)) continue
        taken.add(other)
        group.push(other)
      }
    }
    groups.push(group)
  }
  return groups
}

function isNear(a: Box, b: Box, unit: number): boolean {
  const across = Math.max(a.left, b.left) - Math.min(a.right, b.right)
  const down = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom)
  return down < 0 ? across < NEAR_ACROSS * unit : down < NEAR_DOWN * unit && across < 0.5 * unit
}

function formulaOf(group: readonly Candidate[], around: Around): LayerFormula | undefined {
  const { unit } = around
  const box = unionOf(group.map(each => each.box))
  if (heightOf(box) > MOST_HEIGHT * unit) return undefined
  const beside = around.others.filter(({ box: other }) => sharesRows(other, box))
  const numbers = beside.filter(({ line }) => FORMULA_NUMBER.test(line.text) && line.box.left > box.right)
  const isNumbered = numbers.length > 0 || group.some(({ line }) => FORMULA_NUMBER.test(line.text))
  const column = columnOf(box, around)
  if (!column || !isFormula(group, isNumbered || isBuilt(group) || isCentred(box, column))) return undefined
  const inColumn = (other: Box) => other.left < column.right && other.right > column.left
  if (beside.some(each => !numbers.includes(each) && inColumn(each.box))) return undefined
  if (around.text.some(other => sharesRows(other, box) && inColumn(other))) return undefined
  if (box.left < column.left + LEAST_INDENT * unit) return undefined
  if (!isApart(box, around)) return undefined
  const own = [...group, ...numbers]
  return {
    box: withBrackets(unionOf(own.map(each => each.box)), column, unit),
    lines: own.map(each => each.line),
  }
}

/** Large brackets are often no characters that a file can name: there is room for one on each side. */
function withBrackets(box: Box, column: Box, unit: number): Box {
  const right = Math.min(box.right + BRACKET * unit, column.right)
  return { ...box, left: box.left - BRACKET * unit, right: Math.max(box.right, right) }
}

function isFormula(group: readonly Candidate[], isShaped: boolean): boolean {
  const text = group.map(({ line }) => line.text).join(' ')
  const signs = group.reduce((sum, each) => sum + (each.signs?.signs ?? 0), 0)
  const words = group.reduce((sum, each) => sum + (each.signs?.words ?? 0), 0)
  const letters = text.replaceAll(/\s/g, '').length
  return (
    isShaped && signs >= LEAST_SIGNS && letters >= LEAST_LETTERS && words * 4 <= signs && RELATIONS.test(text)
  )
}

/** Fractions, scripts, limits: pieces on top of each other, or of several sizes. */
function isBuilt(group: readonly Candidate[]): boolean {
  return (
    group.some(({ signs }) => signs?.isBuilt === true) ||
    group.some(({ box }) => group.some(other => other.box.top >= box.bottom && sharesColumn(other.box, box)))
  )
}

const isCentred = (box: Box, column: Box) =>
  Math.abs(middleX(box) - middleX(column)) < CENTRED * widthOf(column)

/** The text above and below that tells how wide the column is. */
function columnOf(box: Box, { text, unit }: Around): Box | undefined {
  const near = text.filter(
    other =>
      sharesColumn(other, box) &&
      widthOf(other) > LEAST_COLUMN * unit &&
      distanceBetween(other, box) < REACH * unit,
  )
  const nearest = (some: readonly Box[]) =>
    some.toSorted((a, b) => distanceBetween(a, box) - distanceBetween(b, box)).slice(0, NEXT)
  const beside = [
    ...nearest(near.filter(other => other.bottom <= box.top + 0.5 * unit)),
    ...nearest(near.filter(other => other.top >= box.bottom - 0.5 * unit)),
  ]
  return beside.length < 2 ? undefined : unionOf(beside)
}

function isApart(box: Box, { text, unit }: Around): boolean {
  const inColumn = text.filter(other => sharesColumn(other, box))
  const above = box.top - Math.max(...inColumn.filter(each => each.top < box.top).map(each => each.bottom))
  const below = Math.min(...inColumn.filter(each => each.top >= box.top).map(each => each.top)) - box.bottom
  if (Math.min(above, below) < LEAST_ROOM * unit) return false
  return above + below > ROOM_OF_BOTH * unit
}

const distanceBetween = (a: Box, b: Box) => Math.max(0, b.top - a.bottom, a.top - b.bottom)
const sharesColumn = (a: Box, b: Box) => a.left < b.right && a.right > b.left
/** Whether a box stands beside another, or in it: they share more than the feet and heads of letters. */
const sharesRows = (a: Box, b: Box) =>
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.25 * Math.min(heightOf(a), heightOf(b))
