import type { Glyph } from '../../../ports/document-reader.ts'
import { middleX, middleY } from '../placed-line.ts'

/** A page's glyphs that are written downwards, column by column, and the others. */
export interface PartedGlyphs {
  readonly vertical: readonly Glyph[]
  readonly level: readonly Glyph[]
}

/** So many pairs of characters below each other are no accident. */
const LEAST_PAIRS = 8
/** In sizes of type. */
const SIDEWAYS = 0.4
const LEAST_STEP = 0.4
const MOST_STEP = 2
const FIRST_CJK = 0x2e80
const NEAR_DEGREES = 10

/** Tells text in Chinese or Japanese that runs downwards from text that runs from left to right. */
export function partVertical(glyphs: readonly Glyph[]): PartedGlyphs {
  const none = { vertical: [], level: glyphs }
  if (glyphs.filter(isCjk).length < LEAST_PAIRS) return none
  const written = glyphs.filter(glyph => !glyph.isGenerated && glyph.text.trim() !== '')
  const vertical = new Set<Glyph>()
  let down = 0
  let across = 0
  for (const [index, glyph] of written.entries()) {
    const next = written[index + 1]
    if (!next || !(isCjk(glyph) || isCjk(next))) continue
    if (followsBelow(glyph, next)) {
      down++
      vertical.add(glyph).add(next)
    } else if (followsBeside(glyph, next)) across++
  }
  if (down < LEAST_PAIRS || down < across) return none
  // Latin words within vertical text lie on their side.
  for (const glyph of glyphs) if (!glyph.isGenerated && isOnItsSide(glyph)) vertical.add(glyph)
  return {
    vertical: glyphs.filter(glyph => vertical.has(glyph)),
    // The reader breaks level lines of such a page after each character: where words end, the gaps tell.
    level: glyphs.filter(glyph => !vertical.has(glyph) && !glyph.isGenerated),
  }
}

const isCjk = ({ text }: Glyph): boolean => (text.codePointAt(0) ?? 0) >= FIRST_CJK
const isOnItsSide = ({ angleDegrees }: Glyph): boolean => Math.abs(angleDegrees - 90) < NEAR_DEGREES

function followsBelow(one: Glyph, next: Glyph): boolean {
  const size = Math.max(one.fontSizePt, next.fontSizePt, 1)
  const step = middleY(next.box) - middleY(one.box)
  const isInColumn = Math.abs(middleX(next.box) - middleX(one.box)) < SIDEWAYS * size
  return isInColumn && step > LEAST_STEP * size && step < MOST_STEP * size
}

function followsBeside(one: Glyph, next: Glyph): boolean {
  const size = Math.max(one.fontSizePt, next.fontSizePt, 1)
  const step = middleX(next.box) - middleX(one.box)
  const isInLine = Math.abs(middleY(next.box) - middleY(one.box)) < SIDEWAYS * size
  return isInLine && step > LEAST_STEP * size && step < MOST_STEP * size
}
