import type { Box, Line, Region } from '../../../../../src-shared/contract/page.ts'
import type { Glyph } from '../../../ports/document-reader.ts'
import { layOutPage } from '../lay-out-page.ts'
import { heightOf, middleX, middleY, widthOf } from '../placed-line.ts'
import { linesOfGlyphs } from './lines-of-glyphs.ts'
import { turnBox } from './turn-glyphs.ts'

/** The upright page on which vertical text stands. */
export interface VerticalPage {
  readonly widthPx: number
  readonly heightPx: number
  readonly dpi: number
}

const POINTS_PER_INCH = 72
/** Fewer lines that run downwards are a title on a spine or a mark beside the text. */
const LEAST_COLUMNS = 3
/** They are higher than wide by so much. */
const TALL = 2
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{P}ー]/gu

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
  return turnedBack(layOutPage(lines, { heightPx: widthPx, skewDegrees: 0, styles }), { widthPx, heightPx })
}

/** A page's lines that run downwards, if they are most of its text, and the others. */
export function partDownwards(lines: readonly Line[]): {
  readonly down: readonly Line[]
  readonly level: readonly Line[]
} {
  const down = lines.filter(runsDown)
  const count = (some: readonly Line[]) => some.reduce((sum, { text }) => sum + text.length, 0)
  const isVertical = down.length >= LEAST_COLUMNS && 2 * count(down) > count(lines)
  return isVertical ? { down, level: lines.filter(line => !runsDown(line)) } : { down: [], level: lines }
}

/** Lays out lines of an upright page that were read from its pixels and run downwards. */
export function layOutDownwards(
  lines: readonly Line[],
  size: Pick<VerticalPage, 'widthPx' | 'heightPx'>,
): Region[] {
  const upright = { widthPt: size.widthPx, heightPt: size.heightPx }
  const turned = lines.map(({ quad: _, ...line }) => placed(line, box => turnBox(box, 270, upright)))
  return turnedBack(layOutPage(turned, { heightPx: size.widthPx, skewDegrees: 0 }), size)
}

function runsDown({ box, text }: Line): boolean {
  return heightOf(box) > TALL * widthOf(box) && (text.match(CJK)?.length ?? 0) * 2 > text.length
}

function turnedBack(
  regions: readonly Region[],
  { widthPx, heightPx }: Pick<VerticalPage, 'widthPx' | 'heightPx'>,
): Region[] {
  const back = (box: Box) => turnBox(box, 90, { widthPt: heightPx, heightPt: widthPx })
  return regions.map(region => ({
    ...region,
    box: back(region.box),
    lines: region.lines.map(line => placed(line, back)),
  }))
}

function placed(line: Line, toBox: (box: Box) => Box): Line {
  const words = line.words.map(word => ({ ...word, box: toBox(word.box) }))
  return { ...line, box: toBox(line.box), words }
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
