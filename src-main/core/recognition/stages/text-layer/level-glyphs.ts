import type { Glyph } from '../../../ports/document-reader.ts'
import { heightOf, middleY } from '../placed-line.ts'

/** A gap of this share of the type size parts words where the file has no space and the reader made none up. */
export const WORD_GAP = 0.45
/** A gap this wide parts columns and cells of a table. */
export const LINE_GAP = 1.6
const SHARED_HEIGHT = 0.4
/** Low and high characters, such as the underscore, stay on the line at this share of the type size. */
const SAME_LEVEL = 0.55
const LEVEL_DEGREES = 10

/** The blank that follows a glyph. */
export function spaceAfter(glyph: Glyph): Glyph {
  return { ...glyph, text: ' ', box: { ...glyph.box, left: glyph.box.right } }
}

/** Whether a glyph stands upright on a level line. */
export function isLevel(glyph: Glyph): boolean {
  const turn = Math.abs(((glyph.angleDegrees + 180) % 360) - 180)
  return turn < LEVEL_DEGREES || Math.abs(turn - 360) < LEVEL_DEGREES
}

/** Whether a glyph stands on the line of the one before it. */
export function isOneLevel(last: Glyph, next: Glyph): boolean {
  const size = Math.max(last.fontSizePt, next.fontSizePt, 1)
  const shared = Math.min(last.box.bottom, next.box.bottom) - Math.max(last.box.top, next.box.top)
  const least = Math.min(heightOf(last.box), heightOf(next.box))
  return (
    shared >= SHARED_HEIGHT * least || Math.abs(middleY(last.box) - middleY(next.box)) < SAME_LEVEL * size
  )
}
