import type { Box } from '../../../src-shared/contract/page.ts'
import type { Glyph, TextLayer } from '../../core/ports/document-reader.ts'
import type { CheckBox } from './annotations.ts'
import { displayedBox, type PageGeometry } from './page-geometry.ts'

const TICKED = '☒'
const EMPTY = '☐'
/** A label begins this near to its box, in heights of the box. */
const LABEL_GAP = 3

/** The layer with a sign for each check box, in place of what the box was drawn with. */
export function withCheckBoxes(
  layer: TextLayer | undefined,
  checkBoxes: readonly CheckBox[],
  geometry: PageGeometry,
): TextLayer | undefined {
  if (!layer || checkBoxes.length === 0) return layer
  const placed = checkBoxes.map(({ box, isTicked }) => ({ isTicked, box: displayedBox(geometry, box) }))
  const glyphs = layer.glyphs.filter(glyph => !placed.some(({ box }) => holds(box, glyph.box)))
  for (const { box, isTicked } of placed) {
    const at = placeOfSign(glyphs, box)
    glyphs.splice(at, 0, signAt(box, isTicked), blankAfter(box))
  }
  return { ...layer, glyphs }
}

function holds(outer: Box, inner: Box): boolean {
  const [x, y] = [(inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2]
  return x > outer.left && x < outer.right && y > outer.top && y < outer.bottom
}

/** Before the label at its right, or at the end. */
function placeOfSign(glyphs: readonly Glyph[], box: Box): number {
  const middle = (box.top + box.bottom) / 2
  let best = glyphs.length
  let nearest = LABEL_GAP * (box.bottom - box.top)
  for (const [index, glyph] of glyphs.entries()) {
    if (glyph.isGenerated || glyph.text.trim() === '') continue
    const gap = glyph.box.left - box.right
    const isLevel = glyph.box.top < middle && glyph.box.bottom > middle
    if (!isLevel || gap < -1 || gap >= nearest) continue
    nearest = gap
    best = index
  }
  return best
}

function signAt(box: Box, isTicked: boolean): Glyph {
  return {
    text: isTicked ? TICKED : EMPTY,
    box,
    fontSizePt: box.bottom - box.top,
    fontName: '',
    isBold: false,
    angleDegrees: 0,
    isGenerated: false,
    isInvisible: false,
  }
}

function blankAfter(box: Box): Glyph {
  return { ...signAt(box, false), text: ' ', box: { ...box, left: box.right }, isGenerated: true }
}
