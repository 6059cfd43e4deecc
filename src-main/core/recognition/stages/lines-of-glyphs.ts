import type { Box, Line, Word } from '../../../../src-shared/contract/page.ts'
import type { Glyph } from '../../ports/document-reader.ts'
import { heightOf, median, unionOf } from './placed-line.ts'

const POINTS_PER_INCH = 72
/** A gap of this share of the type size parts words, where the file has no space of its own. */
const WORD_GAP = 0.22
/** A gap this wide parts columns and cells of a table. */
const LINE_GAP = 1.6
const SHARED_HEIGHT = 0.4
const LEVEL_DEGREES = 10

/** Joins a text layer's characters to words and lines, with boxes in pixels at this resolution. */
export function linesOfGlyphs(glyphs: readonly Glyph[], dpi: number): Line[] {
  const scale = dpi / POINTS_PER_INCH
  const lines: Line[] = []
  let run: Glyph[] = []
  const finish = () => {
    const line = lineOf(run, scale)
    if (line) lines.push(line)
    run = []
  }
  let pendingSpace: Glyph | undefined
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') {
      pendingSpace = glyph
      continue
    }
    const last = run.at(-1)
    if (last && !continuesLine(last, glyph)) finish()
    else if (last && (pendingSpace || gapOf(last, glyph) > WORD_GAP * glyph.fontSizePt))
      run.push(spaceAfter(last))
    run.push(glyph)
    pendingSpace = undefined
  }
  finish()
  return lines
}

function spaceAfter(glyph: Glyph): Glyph {
  return { ...glyph, text: ' ', box: { ...glyph.box, left: glyph.box.right } }
}

function isLevel(glyph: Glyph): boolean {
  const turn = Math.abs(((glyph.angleDegrees + 180) % 360) - 180)
  return turn < LEVEL_DEGREES || Math.abs(turn - 360) < LEVEL_DEGREES
}

function gapOf(last: Glyph, next: Glyph): number {
  if (isLevel(next)) return next.box.left - last.box.right
  const across = Math.max(next.box.left - last.box.right, last.box.left - next.box.right)
  return Math.max(across, next.box.top - last.box.bottom, last.box.top - next.box.bottom)
}

function continuesLine(last: Glyph, next: Glyph): boolean {
  if (isLevel(last) !== isLevel(next)) return false
  const size = Math.max(last.fontSizePt, next.fontSizePt, 1)
  const gap = gapOf(last, next)
  if (!isLevel(next)) return gap < LINE_GAP * size
  const shared = Math.min(last.box.bottom, next.box.bottom) - Math.max(last.box.top, next.box.top)
  const least = Math.min(heightOf(last.box), heightOf(next.box))
  return shared >= SHARED_HEIGHT * least && gap < LINE_GAP * size && gap > -size
}

function lineOf(glyphs: readonly Glyph[], scale: number): Line | undefined {
  const words: Word[] = []
  let word: Glyph[] = []
  const finish = () => {
    const text = word
      .map(glyph => glyph.text)
      .join('')
      .normalize('NFC')
    if (text !== '')
      words.push({ text, box: scaleBox(unionOf(word.map(each => each.box)), scale), confidence: 1 })
    word = []
  }
  for (const glyph of glyphs) {
    if (glyph.text === ' ') finish()
    else word.push(glyph)
  }
  finish()
  if (words.length === 0) return undefined
  const written = glyphs.filter(glyph => glyph.text !== ' ')
  return {
    text: words.map(each => each.text).join(' '),
    box: unionOf(words.map(each => each.box)),
    confidence: 1,
    words,
    fontSizePx: median(written.map(glyph => glyph.fontSizePt)) * scale,
    isBold: written.filter(glyph => glyph.isBold).length * 2 > written.length,
  }
}

function scaleBox(box: Box, scale: number): Box {
  return {
    left: box.left * scale,
    top: box.top * scale,
    right: box.right * scale,
    bottom: box.bottom * scale,
  }
}
