import type { Box, Line, Run, Word } from '../../../../../src-shared/contract/page.ts'
import type { Glyph, PageLink } from '../../../ports/document-reader.ts'
import { median, middleX, middleY, unionOf } from '../placed-line.ts'
import { isSameStyle } from './is-same-style.ts'
import { isLevel, isOneLevel, LINE_GAP, spaceAfter, WORD_GAP } from './level-glyphs.ts'
import { type LineSigns, signsOfLine } from './line-signs.ts'
import { mendGlyphs } from './mend-glyphs.ts'
import { nameSigns } from './name-signs.ts'
import { partTurned } from './part-turned.ts'
import { withoutFalseBlanks } from './without-false-blanks.ts'

const POINTS_PER_INCH = 72
/** The middles of a typewriter's letters are so far apart where there is a blank between them. */
const TYPED_GAP = 0.85
/** So many raised letters stand in a row, and the next letter on the same baseline as those before them. */
const RAISED = 3
const SAME_BASELINE = 0.02
/** A line is bold when nearly all of it is; a bold word at its start is not enough. */
const BOLD_SHARE = 0.9
const MONOSPACED_SHARE = 0.9
/** Raised and lowered letters are smaller than their line and off its baseline by these shares. */
const SCRIPT_SIZE = 0.85
const SCRIPT_SHIFT = 0.12
/** Usual reach of letters above and below the baseline, in sizes of type. */
const ASCENT = 0.78
const DESCENT = 0.22

/** Lines, and how the letters of their words are set. Words in plain type have no styles. */
export interface StyledLines {
  readonly lines: readonly Line[]
  readonly styles: ReadonlyMap<Word, readonly Run[]>
  /** What tells formulas, of the lines that have signs of them. */
  readonly signs: ReadonlyMap<Line, LineSigns>
}

/** Joins a text layer's characters to words and lines, with boxes in pixels at this resolution. */
export function linesOfGlyphs(
  glyphs: readonly Glyph[],
  dpi: number,
  links: readonly PageLink[] = [],
): StyledLines {
  const page = { scale: dpi / POINTS_PER_INCH, links, styles: new Map<Word, readonly Run[]>() }
  const signs = new Map<Line, LineSigns>()
  const lines: Line[] = []
  let run: Glyph[] = []
  const finish = () => {
    const line = lineOf(run, page)
    if (line) {
      lines.push(line)
      const own = signsOfLine(run, page.scale)
      if (own) signs.set(line, own)
    }
    run = []
  }
  let pendingSpace: Glyph | undefined
  for (const part of partTurned(withoutFalseBlanks(mendGlyphs(glyphs)))) {
    if (part.isTurned) {
      finish()
      pendingSpace = undefined
      for (const line of part.lines) {
        run = [...line]
        finish()
      }
      continue
    }
    for (const glyph of part.glyphs) {
      if (glyph.text.trim() === '') {
        pendingSpace = glyph
        continue
      }
      const last = run.at(-1)
      if (last && !continuesLine(run, glyph)) finish()
      else if (last && (pendingSpace || isWordGap(last, glyph))) run.push(spaceAfter(last))
      run.push(glyph)
      pendingSpace = undefined
    }
  }
  finish()
  return { lines, styles: page.styles, signs }
}

function gapOf(last: Glyph, next: Glyph): number {
  if (isLevel(next)) return next.box.left - last.box.right
  const across = Math.max(next.box.left - last.box.right, last.box.left - next.box.right)
  return Math.max(across, next.box.top - last.box.bottom, last.box.top - next.box.bottom)
}

/** A typewriter's narrow signs stand in the middle of their places. */
function isWordGap(last: Glyph, next: Glyph): boolean {
  const gap = gapOf(last, next)
  const isTyped = last.isMonospaced === true && next.isMonospaced === true && isLevel(next)
  const isWide = !isTyped || middleX(next.box) - middleX(last.box) > TYPED_GAP * next.fontSizePt
  return isWide && gap > WORD_GAP * next.fontSizePt
}

function continuesLine(run: readonly Glyph[], next: Glyph): boolean {
  const last = run.at(-1)
  if (!last || isLevel(last) !== isLevel(next)) return false
  const size = Math.max(last.fontSizePt, next.fontSizePt, 1)
  const gap = gapOf(last, next)
  if (!isLevel(next)) return gap < LINE_GAP * size
  return (isOneLevel(last, next) || isBackOnLine(run, next)) && gap < LINE_GAP * size && gap > -size
}

/** Whether a letter after raised ones stands on the baseline of those before them: a comma is far below the sign of a footnote. */
function isBackOnLine(run: readonly Glyph[], { originY, fontSizePt }: Glyph): boolean {
  return run
    .slice(-1 - RAISED)
    .some(
      glyph =>
        glyph.originY !== undefined &&
        originY !== undefined &&
        glyph.fontSizePt === fontSizePt &&
        Math.abs(glyph.originY - originY) < SAME_BASELINE * fontSizePt,
    )
}

interface PageOfLines {
  readonly scale: number
  readonly links: readonly PageLink[]
  readonly styles: Map<Word, readonly Run[]>
}

function lineOf(glyphs: readonly Glyph[], { scale, links, styles }: PageOfLines): Line | undefined {
  const written = glyphs.filter(glyph => glyph.text !== ' ')
  const type = typeOf(written)
  const place = (box: Box) => scaleBox(type.isLevel ? typeHigh(box, type) : box, scale)
  const words: Word[] = []
  let word: Glyph[] = []
  const finish = () => {
    const text = word
      .map(glyph => glyph.text)
      .join('')
      .normalize('NFC')
    if (text !== '') {
      const made = { text, box: place(unionOf(word.map(each => each.box))), confidence: 1 }
      words.push(made)
      const runs = runsOfWord(word, type, links)
      if (runs) styles.set(made, runs)
    }
    word = []
  }
  for (const glyph of nameSigns(glyphs)) {
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
    fontSizePx: type.sizePt * scale,
    isBold: written.filter(glyph => glyph.isBold).length > BOLD_SHARE * written.length,
    ...(type.isMonospaced ? { isMonospaced: true } : {}),
  }
}

/** What the letters of a line have in common. */
interface LineType {
  readonly sizePt: number
  readonly isLevel: boolean
  readonly isMonospaced: boolean
  /** Most letters stand on it. */
  readonly bottom: number
  readonly baseline: number | undefined
}

function typeOf(written: readonly Glyph[]): LineType {
  const monospaced = written.filter(glyph => glyph.isMonospaced === true)
  const origins = written.flatMap(({ originY }) => (originY === undefined ? [] : [originY]))
  return {
    sizePt: median(written.map(glyph => glyph.fontSizePt)),
    isLevel: written.every(isLevel),
    isMonospaced: monospaced.length > MONOSPACED_SHARE * written.length,
    bottom: median(written.map(glyph => glyph.box.bottom)),
    baseline: origins.length === written.length ? median(origins) : undefined,
  }
}

/** The word's letters by style, unless all are plain. */
function runsOfWord(
  word: readonly Glyph[],
  type: LineType,
  links: readonly PageLink[],
): readonly Run[] | undefined {
  if (links.length === 0 && word.every(glyph => isPlain(glyph, type))) return undefined
  const runs: Run[] = []
  for (const glyph of word) {
    const run = styleOf(glyph, type, links)
    const last = runs.at(-1)
    if (last && isSameStyle(last, run)) runs[runs.length - 1] = { ...last, text: last.text + run.text }
    else runs.push(run)
  }
  return runs.some(run => Object.keys(run).length > 1) ? runs : undefined
}

const isPlain = ({ isBold, isItalic, isMonospaced, fontSizePt }: Glyph, { sizePt }: LineType) =>
  !(isBold || isItalic || isMonospaced) && fontSizePt > SCRIPT_SIZE * sizePt

function styleOf(glyph: Glyph, type: LineType, links: readonly PageLink[]): Run {
  const script = scriptOf(glyph, type)
  const href = links.find(link => isWithin(glyph.box, link.box))?.href
  return {
    text: glyph.text,
    ...(glyph.isBold ? { isBold: true } : {}),
    ...(glyph.isItalic ? { isItalic: true } : {}),
    ...(glyph.isMonospaced ? { isCode: true } : {}),
    ...(script ? { script } : {}),
    ...(href === undefined ? {} : { href }),
  }
}

function scriptOf({ fontSizePt, originY }: Glyph, { sizePt, baseline, isLevel }: LineType): Run['script'] {
  if (!isLevel || baseline === undefined || originY === undefined) return undefined
  if (fontSizePt > SCRIPT_SIZE * sizePt) return undefined
  const shift = (originY - baseline) / Math.max(1, sizePt)
  if (Math.abs(shift) < SCRIPT_SHIFT) return undefined
  return shift < 0 ? 'super' : 'sub'
}

function isWithin(inner: Box, outer: Box): boolean {
  const x = (inner.left + inner.right) / 2
  const y = middleY(inner)
  return x >= outer.left && x <= outer.right && y >= outer.top && y <= outer.bottom
}

/** As high as the type whatever its letters are: most of them stand on the baseline. */
function typeHigh(box: Box, { bottom, sizePt }: LineType): Box {
  return { ...box, top: bottom - ASCENT * sizePt, bottom: bottom + DESCENT * sizePt }
}

function scaleBox(box: Box, scale: number): Box {
  return {
    left: box.left * scale,
    top: box.top * scale,
    right: box.right * scale,
    bottom: box.bottom * scale,
  }
}
