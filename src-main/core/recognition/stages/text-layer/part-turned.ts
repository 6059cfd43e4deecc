import type { Glyph } from '../../../ports/document-reader.ts'
import { hasRightToLeft } from '../../right-to-left.ts'
import { middleX } from '../placed-line.ts'
import { isLevel, isOneLevel, LINE_GAP, spaceAfter, WORD_GAP } from './level-glyphs.ts'
import { mendBrackets, readingOrder } from './reading-order.ts'

/** A part of a page's glyphs: as they came, or whole lines that have letters from right to left, in order of reading. */
type Part =
  | { readonly isTurned: false; readonly glyphs: readonly Glyph[] }
  | { readonly isTurned: true; readonly lines: readonly (readonly Glyph[])[] }

/** A raised or lowered sign may stand between two letters of a line. */
const SIGNS_BETWEEN = 3
/** The letter of a mark comes so soon. */
const MARKS = 4

/** Takes lines with letters from right to left out of a page's glyphs. The reader's own order of them is no rule: they are read by their places. */
export function partTurned(glyphs: readonly Glyph[]): readonly Part[] {
  if (!glyphs.some(glyph => hasRightToLeft(glyph.text))) return [{ isTurned: false, glyphs }]
  const isTurnedPage = isMostlyTurned(glyphs)
  const parts: Part[] = []
  let plain: Glyph[] = []
  for (const row of rowsOf(glyphs)) {
    if (!row.some(glyph => hasRightToLeft(glyph.text)) || !row.every(isLevel)) {
      plain.push(...row)
      continue
    }
    parts.push({ isTurned: false, glyphs: plain })
    plain = []
    const isTurned = (line: readonly Glyph[]) => isMostlyTurned(line) || (isTurnedPage && startsTurned(line))
    const lines = linesAcross(row).map(line => mendBrackets(readingOrder(line, isTurned(line))))
    parts.push({ isTurned: true, lines })
  }
  return [...parts, { isTurned: false, glyphs: plain }]
}

function isMostlyTurned(glyphs: readonly Glyph[]): boolean {
  const letters = glyphs.filter(glyph => /\p{L}/u.test(glyph.text))
  return letters.filter(glyph => hasRightToLeft(glyph.text)).length * 2 >= letters.length
}

/** Whether the line's first letter from the right is one that is read from there. */
function startsTurned(line: readonly Glyph[]): boolean {
  const first = line.findLast(glyph => /\p{L}/u.test(glyph.text))
  return first !== undefined && hasRightToLeft(first.text)
}

/** Glyphs that come one after the other on one level, with the blanks among them. */
function rowsOf(glyphs: readonly Glyph[]): readonly (readonly Glyph[])[] {
  const rows: Glyph[][] = []
  let near: Glyph[] = []
  for (const glyph of glyphs) {
    const row = rows.at(-1)
    const isBlank = glyph.text.trim() === ''
    const goesOn = isBlank || near.length === 0 || near.some(last => isOneLevel(last, glyph))
    if (row && goesOn) row.push(glyph)
    else {
      rows.push([glyph])
      near = []
    }
    if (!isBlank) near = [...near, glyph].slice(-SIGNS_BETWEEN)
  }
  return rows
}

/** A row's lines from left to right, blanks where there is room; a wide gap parts them. */
function linesAcross(row: readonly Glyph[]): readonly (readonly Glyph[])[] {
  const letters = row.filter(glyph => !glyph.isGenerated)
  const lines: Glyph[][] = []
  let last: Glyph | undefined
  let isAfterBlank = false
  for (const glyph of clusters(letters).toSorted((a, b) => middleX(a.box) - middleX(b.box))) {
    if (glyph.text.trim() === '') {
      isAfterBlank = true
      continue
    }
    const line = lines.at(-1)
    const size = Math.max(glyph.fontSizePt, last?.fontSizePt ?? 0, 1)
    const gap = last ? glyph.box.left - last.box.right : 0
    if (!line || !last || gap > LINE_GAP * size) lines.push([glyph])
    else {
      if (isAfterBlank || gap > WORD_GAP * size) line.push(spaceAfter(last))
      line.push(glyph)
    }
    last = glyph
    isAfterBlank = false
  }
  return lines
}

/** Letters with the marks that are drawn at them, and ligatures, as one. Blanks that take no room or stand elsewhere are none. */
function clusters(glyphs: readonly Glyph[]): Glyph[] {
  const isMark = (glyph: Glyph) => /^\p{M}+$/u.test(glyph.text)
  const joined: Glyph[] = []
  let marks = ''
  for (const [at, glyph] of glyphs.entries()) {
    const last = joined.findLast(each => each.text.trim() !== '')
    if (glyph.text.trim() === '') {
      if (glyph.box.right > glyph.box.left && last && isOneLevel(last, glyph)) joined.push(glyph)
      continue
    }
    const isSamePlace = last?.box.left === glyph.box.left && last.box.right === glyph.box.right
    const next = glyphs.slice(at + 1, at + 1 + MARKS).find(each => each.text.trim() !== '' && !isMark(each))
    if (isMark(glyph) && next && (!last || distance(glyph, next) < distance(glyph, last))) marks += glyph.text
    else if (last && (isSamePlace || isMark(glyph))) {
      joined[joined.lastIndexOf(last)] = { ...last, text: last.text + glyph.text }
    } else {
      joined.push({ ...glyph, text: glyph.text + marks })
      marks = ''
    }
  }
  return joined
}

const distance = (one: Glyph, other: Glyph): number => Math.abs(middleX(one.box) - middleX(other.box))
