import type { Box } from '../../../../../src-shared/contract/page.ts'
import type { Glyph, PlacedPicture, TextLayer } from '../../../ports/document-reader.ts'
import { heightOf, middleX, middleY, unionOf, widthOf } from '../placed-line.ts'

/** Smaller pictures are ornaments and signs. Points. */
const LEAST_WIDTH = 28
const LEAST_HEIGHT = 9
/** Tiles of one picture lie this close together. Points. */
const TILE_GAP = 1.5
const MOST_AREAS = 12
/** A picture under so many letters of an invisible layer was read by somebody before. */
const READ_BEFORE = 8
/** Letters of a coarser picture are enlarged for the detector, those of a finer one are sharp enough. */
const LEAST_DPI = 150
const MOST_DPI = 300
/** All areas of a page together cost no more than a scanned page. */
const MOST_PIXELS = 4_500_000
const POINTS_PER_INCH = 72

/** An area of a page, in points, that may hold text as pixels, and how finely to draw it. */
export type PictureArea = PlacedPicture

/** The pictures of a page with a text layer that are worth looking at, the largest first. */
export function pictureAreas({ pictures = [], glyphs }: TextLayer): readonly PictureArea[] {
  const large = joinTiles(pictures)
    .filter(({ box }) => widthOf(box) >= LEAST_WIDTH && heightOf(box) >= LEAST_HEIGHT)
    .filter(({ box }) => !wasReadBefore(box, glyphs))
    .toSorted((a, b) => sizeOf(b.box) - sizeOf(a.box))
    .slice(0, MOST_AREAS)
  const wished = large.map(({ box, dpi }) => ({
    box,
    dpi: Math.min(MOST_DPI, Math.max(LEAST_DPI, dpi || LEAST_DPI)),
  }))
  const pixels = wished.reduce((sum, { box, dpi }) => sum + sizeOf(box) * (dpi / POINTS_PER_INCH) ** 2, 0)
  const factor = Math.min(1, Math.sqrt(MOST_PIXELS / Math.max(1, pixels)))
  return wished.map(({ box, dpi }) => ({ box, dpi: dpi * factor }))
}

const sizeOf = (box: Box): number => widthOf(box) * heightOf(box)

/** Pictures cut into strips or tiles are one again. */
function joinTiles(pictures: readonly PlacedPicture[]): readonly PlacedPicture[] {
  let joined: PlacedPicture[] = []
  for (const picture of pictures) {
    let { box, dpi } = picture
    const apart: PlacedPicture[] = []
    for (const other of joined) {
      if (touches(other.box, box)) {
        box = unionOf([box, other.box])
        dpi = Math.max(dpi, other.dpi)
      } else apart.push(other)
    }
    joined = [...apart, { box, dpi }]
  }
  return joined
}

function touches(a: Box, b: Box): boolean {
  const across = Math.max(a.left, b.left) - Math.min(a.right, b.right)
  const down = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom)
  return Math.max(across, down) < TILE_GAP
}

function wasReadBefore(area: Box, glyphs: readonly Glyph[]): boolean {
  let count = 0
  for (const { isInvisible, box } of glyphs) {
    if (isInvisible && isInside(box, area)) count++
    if (count >= READ_BEFORE) return true
  }
  return false
}

/** Whether a box's middle lies in an area. */
export function isInside(box: Box, area: Box): boolean {
  const [x, y] = [middleX(box), middleY(box)]
  return x >= area.left && x <= area.right && y >= area.top && y <= area.bottom
}
