import type { Box, Line, Word } from '../../../../src-shared/contract/page.ts'
import type { Glyph } from '../../ports/document-reader.ts'
import { heightOf, median, middleY, unionOf } from './placed-line.ts'

const POINTS_PER_INCH = 72
/** A gap of this share of the type size parts words where the file has no space and the reader made none up. */
const WORD_GAP = 0.45
/** A gap this wide parts columns and cells of a table. */
const LINE_GAP = 1.6
const SHARED_HEIGHT = 0.4
/** Low and high characters, such as the underscore, stay on the line at this share of the type size. */
const SAME_LEVEL = 0.55
const LEVEL_DEGREES = 10
/** A line is bold when nearly all of it is; a bold word at its start is not enough. */
const BOLD_SHARE = 0.9
/** Usual reach of letters above and below the baseline, in sizes of type. */
const ASCENT = 0.78
const DESCENT = 0.22

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
  const isOneLevel =
    shared >= SHARED_HEIGHT * least || Math.abs(middleY(last.box) - middleY(next.box)) < SAME_LEVEL * size
  return isOneLevel && gap < LINE_GAP * size && gap > -size
}

function lineOf(glyphs: readonly Glyph[], scale: number): Line | undefined {
  const written = glyphs.filter(glyph => glyph.text !== ' ')
  const sizePt = median(written.map(glyph => glyph.fontSizePt))
  const place = (box: Box) => scaleBox(written.every(isLevel) ? typeHigh(box, written, sizePt) : box, scale)
  const words: Word[] = []
  let word: Glyph[] = []
  const finish = () => {
    const text = word
      .map(glyph => glyph.text)
      .join('')
      .normalize('NFC')
    if (text !== '') words.push({ text, box: place(unionOf(word.map(each => each.box))), confidence: 1 })
    word = []
  }
  for (const glyph of glyphs) {
    if (glyph.text === ' ') finish()
    else word.push(glyph)
  }
  finish()
  if (words.length === 0) return undefined
  return {
    text: words.map(each => each.text).join(' '),
    box: unionOf(words.map(each => each.box)),
    confidence: 1,
    words,
    fontSizePx: sizePt * scale,
    isBold: written.filter(glyph => glyph.isBold).length > BOLD_SHARE * written.length,
  }
}

/** As high as the type whatever its letters are: most of them stand on the baseline. */
function typeHigh(box: Box, line: readonly Glyph[], sizePt: number): Box {
  const baseline = median(line.map(glyph => glyph.box.bottom))
  return { ...box, top: baseline - ASCENT * sizePt, bottom: baseline + DESCENT * sizePt }
}

function scaleBox(box: Box, scale: number): Box {
  return {
    left: box.left * scale,
    top: box.top * scale,
    right: box.right * scale,
    bottom: box.bottom * scale,
  }
}
