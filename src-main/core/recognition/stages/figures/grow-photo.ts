import type { Box, Line } from '../../../../../src-shared/contract/page.ts'
import type { GreyImage } from '../../../ports/document-reader.ts'
import { sharedArea } from '../box-shares.ts'
import { isRunningLine } from './is-running-line.ts'

/** What is known of the page around a photo. */
interface PhotoPage {
  /** The grey that most of the page has. */
  readonly ground: number
  readonly lines: readonly Pick<Line, 'box' | 'text' | 'words'>[]
}

/** A darker ground may be the photo's own sky: then paper is as white as this. */
const DARKEST_PAPER = 200
const WHITE = 250
/** Paper varies by so much. */
const NOISE = 10
/** A row or column with this share of paper lies outside the photo; */
const PAPER_SHARE = 0.9
/** so does one of a dark page's ground, which is printed more evenly than any sky: to this degree, for this share. */
const EVEN = 3
const EVEN_SHARE = 0.95
/** Along a row or column one pixel of so many is looked at. */
const STEP = 4
/** A side that has moved may let the others move on. */
const ROUNDS = 3

/**
 * A photo's box with its even parts, such as sky or walls, of which only the textured ones are told by their ink. Each
 * side moves out over rows of pixels until one is paper, or text of the page is reached.
 */
export function growPhoto(image: GreyImage, photo: Box, { ground, lines }: PhotoPage): Box {
  const { widthPx, heightPx, pixels } = image
  const lightest = (ground < DARKEST_PAPER ? WHITE : ground) - NOISE
  const text = lines.filter(isRunningLine).map(line => line.box)
  let { left, top, right, bottom } = photo

  const isFree = (box: Box) => text.every(line => sharedArea(line, box) === 0)
  const isPhotoRow = (y: number) =>
    isFree({ left, right, top: y, bottom: y + 1 }) &&
    !isOutside(left, right, x => pixels[y * widthPx + x] ?? 0)
  const isPhotoColumn = (x: number) =>
    isFree({ left: x, right: x + 1, top, bottom }) &&
    !isOutside(top, bottom, y => pixels[y * widthPx + x] ?? 0)
  const isOutside = (from: number, to: number, at: (place: number) => number) => {
    let [light, even, all] = [0, 0, 0]
    for (let place = from; place < to; place += STEP, all++) {
      const grey = at(place)
      if (grey >= lightest) light++
      if (Math.abs(grey - ground) <= EVEN) even++
    }
    return light >= PAPER_SHARE * all || even >= EVEN_SHARE * all
  }

  for (let round = 0; round < ROUNDS; round++) {
    while (top > 0 && isPhotoRow(top - 1)) top--
    while (bottom < heightPx && isPhotoRow(bottom)) bottom++
    while (left > 0 && isPhotoColumn(left - 1)) left--
    while (right < widthPx && isPhotoColumn(right)) right++
  }
  return { left, top, right, bottom }
}
