import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { type LineQuad, quadAngle, quadHeight, quadWidth } from '../quad.ts'

/** Lines lower than this on the shrunk page tell too little about signs beside them; steeper or upright ones are no rows. */
const LEAST_HEIGHT_PX = 7
const MOST_DEGREES = 4
const LEAST_WIDTH = 0.6
/** Boxes around shorter lines lean by chance, in line heights. */
const LEAST_LENGTH = 2
/** Ink is darker than a line's paper by this share of what separates its darkest ink from it, if that is enough to tell. */
const INK_SHARE = 0.33
const LEAST_CONTRAST = 40
/** One of so many columns tells. */
const SAMPLE = 2
const DARK = 0.05
const LIGHT = 0.8
/** How far letters reach up and down from the middle, in line heights. */
export const REACH = 0.46

/** The middle of a line on the shrunk page, and how high it is. */
export interface Row {
  readonly left: number
  readonly right: number
  readonly height: number
  /** Of its middle: y halfway between its ends, and how much that grows for each pixel to the right. */
  readonly middle: number
  readonly slope: number
}

/** Where the middle of a row is at some x. */
export const middleAt = ({ left, right, middle, slope }: Row, x: number): number =>
  middle + slope * (x - (left + right) / 2)

/** Whether a line on the shrunk page is level, and high enough to tell about signs beside it. */
export const isRow = (quad: LineQuad): boolean =>
  quadHeight(quad) >= LEAST_HEIGHT_PX &&
  quadWidth(quad) >= LEAST_WIDTH * quadHeight(quad) &&
  Math.abs(quadAngle(quad)) < MOST_DEGREES

/** The row of a line on the shrunk page. */
export function rowOf(quad: LineQuad): Row {
  const [a, b, c, d] = quad
  const [left, right] = [(a.x + d.x) / 2, (b.x + c.x) / 2]
  const height = quadHeight(quad)
  const slope = right - left < LEAST_LENGTH * height ? 0 : (b.y + c.y - a.y - d.y) / 2 / (right - left)
  const middle = (a.y + b.y + c.y + d.y) / 4
  return { left, right, height, middle, slope }
}

/** What is darker is ink, by what the line itself consists of; undefined where it has no contrast. */
export function darknessOfInk({ pixels, widthPx, heightPx }: GreyImage, row: Row): number | undefined {
  const counts = new Uint32Array(256)
  let count = 0
  for (let x = Math.max(0, Math.floor(row.left)); x < Math.min(widthPx, row.right); x += SAMPLE) {
    const middle = middleAt(row, x)
    const bottom = Math.min(heightPx, middle + REACH * row.height)
    for (let y = Math.max(0, Math.round(middle - REACH * row.height)); y < bottom; y++, count++) {
      const grey = pixels[y * widthPx + x] ?? 0
      counts[grey] = (counts[grey] ?? 0) + 1
    }
  }
  const darkest = greyAt(counts, DARK * count)
  const paper = greyAt(counts, LIGHT * count)
  return paper - darkest < LEAST_CONTRAST ? undefined : paper - INK_SHARE * (paper - darkest)
}

/** The grey that so many of the pixels are darker than. */
function greyAt(counts: Uint32Array, darker: number): number {
  let sum = 0
  return counts.findIndex(count => {
    sum += count
    return sum > darker
  })
}
