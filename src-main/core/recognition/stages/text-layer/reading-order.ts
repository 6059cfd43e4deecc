import type { Glyph } from '../../../ports/document-reader.ts'
import { hasRightToLeft } from '../../right-to-left.ts'

type Direction = 'left' | 'right' | 'number' | 'neutral'

/** Levels of the Unicode Bidirectional Algorithm: odd ones are read from right to left. */
const TURNED = 1
const WITHIN_TURNED = 2

/**
 * The glyphs of a line, which come from left to right, in the order in which they are read: the rules of the Unicode
 * Bidirectional Algorithm for weak and neutral signs, then its reversal of runs, which undoes itself.
 */
export function readingOrder(glyphs: readonly Glyph[], isTurned: boolean): readonly Glyph[] {
  const ordered = [...glyphs]
  const levels = levelsOf(glyphs, isTurned)
  for (let level = WITHIN_TURNED; level >= TURNED; level--) {
    let start = 0
    while (start < levels.length) {
      let end = start
      while ((levels[end] ?? 0) >= level) end++
      ordered.splice(start, end - start, ...ordered.slice(start, end).reverse())
      levels.splice(start, end - start, ...levels.slice(start, end).reverse())
      start = end + 1
    }
  }
  return ordered
}

function levelsOf(glyphs: readonly Glyph[], isTurned: boolean): number[] {
  const found = joinNumbers(glyphs)
  const base = isTurned ? 'right' : 'left'
  return found.map((direction, at) => {
    if (direction === 'number') return WITHIN_TURNED
    const around = direction === 'neutral' ? sideOf(found, at, base) : direction
    if (around === 'right') return TURNED
    return isTurned ? WITHIN_TURNED : 0
  })
}

/** The side to which a neutral sign belongs: that of its neighbours where they agree, the line's where they do not. */
function sideOf(found: readonly Direction[], at: number, base: 'left' | 'right'): 'left' | 'right' {
  const isNeighbour = (direction: Direction) => direction !== 'neutral'
  const before = sideBeside(found.slice(0, at).findLast(isNeighbour), base)
  const after = sideBeside(found.slice(at + 1).find(isNeighbour), base)
  return before === after ? before : base
}

/** Numbers count as letters from right to left. */
function sideBeside(direction: Direction | undefined, base: 'left' | 'right'): 'left' | 'right' {
  if (direction === undefined) return base
  return direction === 'left' ? 'left' : 'right'
}

/** Signs within and at numbers belong to them; a number after letters from left to right is one of their words. */
function joinNumbers(glyphs: readonly Glyph[]): Direction[] {
  const found = glyphs.map(directionOf)
  const isNumber = (at: number) => /^\p{Nd}/u.test(glyphs[at]?.text ?? '')
  let strong: Direction = 'neutral'
  return found.map((direction, at) => {
    if (direction === 'left' || direction === 'right') strong = direction
    const text = glyphs[at]?.text ?? ''
    const isWithin = /^[.,:/+-]$/.test(text) && isNumber(at - 1) && isNumber(at + 1)
    const isSign = /^[%‰$€£¥#°]$/.test(text) && (isNumber(at - 1) || isNumber(at + 1))
    if (direction !== 'number' && !isWithin && !isSign) return direction
    return strong === 'left' ? 'left' : 'number'
  })
}

function directionOf({ text }: Glyph): Direction {
  if (/^\p{Nd}/u.test(text)) return 'number'
  if (hasRightToLeft(text)) return 'right'
  return /^\p{L}/u.test(text) ? 'left' : 'neutral'
}

const OTHER_WAY: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  [')', '('],
  ['[', ']'],
  [']', '['],
  ['{', '}'],
  ['}', '{'],
])
const OPENING = /^[([{]$/
const ENDS = /^[\s.,;:!?،؛؟]*$/u

/** Turns the brackets that open at a word's end or close at its start: files name them by their looks or by their meaning. */
export function mendBrackets(glyphs: readonly Glyph[]): readonly Glyph[] {
  const isFree = (at: number) => ENDS.test(glyphs[at]?.text ?? '')
  return glyphs.map((glyph, at) => {
    const other = OTHER_WAY.get(glyph.text)
    if (other === undefined || isFree(at - 1) === isFree(at + 1)) return glyph
    return OPENING.test(glyph.text) === isFree(at - 1) ? glyph : { ...glyph, text: other }
  })
}
