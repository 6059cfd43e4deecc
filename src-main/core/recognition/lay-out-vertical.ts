import type { Box, Region } from '../../../src-shared/contract/page.ts'
import type { Glyph } from '../ports/document-reader.ts'
import { layOutPage } from './stages/lay-out-page.ts'
import { linesOfGlyphs } from './stages/lines-of-glyphs.ts'
import { middleX, middleY } from './stages/placed-line.ts'
import { turnBox } from './stages/turn-glyphs.ts'

/** The upright page on which vertical text stands. */
export interface VerticalPage {
  readonly widthPx: number
  readonly heightPx: number
  readonly dpi: number
}

const POINTS_PER_INCH = 72

/**
 * Lays out text that runs downwards, its columns from right to left: turned by a quarter to the left it is like any other,
 * and the regions are turned back. Boxes are pixels of the upright page.
 */
export function layOutVertical(glyphs: readonly Glyph[], { widthPx, heightPx, dpi }: VerticalPage): Region[] {
  if (glyphs.length === 0) return []
  const size = { widthPt: (widthPx * POINTS_PER_INCH) / dpi, heightPt: (heightPx * POINTS_PER_INCH) / dpi }
  const turned = glyphs.map(({ originX: _x, originY: _y, ...glyph }) => ({
    ...glyph,
    box: turnBox(cellOf(glyph), 270, size),
    angleDegrees: 0,
  }))
  const { lines, styles } = linesOfGlyphs(turned, dpi)
  const upright = { widthPt: heightPx, heightPt: widthPx }
  const back = (box: Box) => turnBox(box, 90, upright)
  return layOutPage(lines, { heightPx: widthPx, skewDegrees: 0, styles }).map(region => ({
    ...region,
    box: back(region.box),
    lines: region.lines.map(line => ({
      ...line,
      box: back(line.box),
      words: line.words.map(word => ({ ...word, box: back(word.box) })),
    })),
  }))
}

/** Signs such as commas fill a corner of their square; the squares follow each other without gaps. */
function cellOf(glyph: Glyph): Box {
  if (glyph.angleDegrees !== 0) return glyph.box
  const half = glyph.fontSizePt / 2
  const [x, y] = [middleX(glyph.box), middleY(glyph.box)]
  return { left: x - half, top: y - half, right: x + half, bottom: y + half }
}

/** Regions of vertical text among those of level text: after what stands over all of it, before the rest. */
export function withVertical(level: readonly Region[], vertical: readonly Region[]): Region[] {
  const top = Math.min(...vertical.map(region => region.box.top))
  const isAbove = (region: Region) => region.box.bottom <= top
  return [...level.filter(isAbove), ...vertical, ...level.filter(region => !isAbove(region))]
}
