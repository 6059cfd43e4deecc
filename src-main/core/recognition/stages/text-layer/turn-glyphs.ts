import type { Box, Rotation } from '../../../../../src-shared/contract/page.ts'
import type { Glyph } from '../../../ports/document-reader.ts'

/** Size of a page in points. */
interface PageSize {
  readonly widthPt: number
  readonly heightPt: number
}

const ROTATIONS = [0, 90, 180, 270] as const

/** The clockwise turn that makes most of the text level. */
export function rotationOfGlyphs(glyphs: readonly Glyph[]): Rotation {
  const counts = new Map<Rotation, number>()
  let level = 0
  for (const { angleDegrees } of glyphs) if (isNear(angleDegrees)) level++
  if (level * 2 > glyphs.length) return 0
  for (const glyph of glyphs) {
    const turn = ROTATIONS.find(rotation => isNear(glyph.angleDegrees + rotation))
    if (turn !== undefined) counts.set(turn, (counts.get(turn) ?? 0) + 1)
  }
  return ROTATIONS.find(rotation => (counts.get(rotation) ?? 0) * 2 > glyphs.length) ?? 0
}

/** The glyphs of a page that is turned clockwise. */
export function turnGlyphs(glyphs: readonly Glyph[], rotation: Rotation, size: PageSize): readonly Glyph[] {
  if (rotation === 0) return glyphs
  return glyphs.map(glyph => ({
    ...glyph,
    box: turnBox(glyph.box, rotation, size),
    angleDegrees: (glyph.angleDegrees + rotation) % 360,
  }))
}

/** A box on a page that is turned clockwise. */
export function turnBox(box: Box, rotation: Rotation, { widthPt, heightPt }: PageSize): Box {
  const { left, top, right, bottom } = box
  switch (rotation) {
    case 0:
      return box
    case 90:
      return { left: heightPt - bottom, top: left, right: heightPt - top, bottom: right }
    case 180:
      return { left: widthPt - right, top: heightPt - bottom, right: widthPt - left, bottom: heightPt - top }
    case 270:
      return { left: top, top: widthPt - right, right: bottom, bottom: widthPt - left }
  }
}

const NEAR_DEGREES = 10

function isNear(degrees: number): boolean {
  const turn = ((degrees % 360) + 360) % 360
  return turn < NEAR_DEGREES || turn > 360 - NEAR_DEGREES
}
