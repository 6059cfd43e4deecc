import type { ColourImage } from '../../../ports/document-reader.ts'

/** So far from its edge, as a share of its side, a cut picture may have a strip of the page around it. */
const STRIP = 0.05
/** The picture itself covers this share of so many rows or columns in a row: a drawing's frame is thinner. */
const SOLID = 0.8
const SOLID_DEPTH = 6
/** Paper is so light, and of one colour to this degree. */
const LIGHT = 232
/** Specks in a blank row or column, as a share of it. */
const SPECKS = 0.01

/** Cuts away the strip of paper around a photo, with what else stands in it: a frame, feet of the letters above it. */
export function trimPicture(image: ColourImage): ColourImage {
  const { widthPx, heightPx, rgba } = image
  const isInk = (x: number, y: number) => {
    const at = (y * widthPx + x) * 4
    return Math.min(rgba[at] ?? 255, rgba[at + 1] ?? 255, rgba[at + 2] ?? 255) < LIGHT
  }
  const row = (y: number) => shareOf(widthPx, x => isInk(x, y))
  const column = (x: number) => shareOf(heightPx, y => isInk(x, y))
  const top = edgeOf(heightPx, row)
  const bottom = heightPx - edgeOf(heightPx, y => row(heightPx - 1 - y))
  const left = edgeOf(widthPx, column)
  const right = widthPx - edgeOf(widthPx, x => column(widthPx - 1 - x))
  if (top + left === 0 && bottom === heightPx && right === widthPx) return image
  const trimmed = new Uint8Array((right - left) * (bottom - top) * 4)
  for (let y = top; y < bottom; y++) {
    const from = (y * widthPx + left) * 4
    trimmed.set(rgba.subarray(from, from + (right - left) * 4), (y - top) * (right - left) * 4)
  }
  return { widthPx: right - left, heightPx: bottom - top, rgba: trimmed }
}

function shareOf(count: number, isInk: (at: number) => boolean): number {
  let inked = 0
  for (let at = 0; at < count; at++) if (isInk(at)) inked++
  return inked / Math.max(1, count)
}

/** Where the picture begins after the last blank row near its edge; 0 where it does not begin at once and solidly. */
function edgeOf(size: number, inkAt: (at: number) => number): number {
  for (let at = Math.floor(STRIP * size); at > 0; at--) {
    if (inkAt(at - 1) > SPECKS) continue
    const inner = Array.from({ length: SOLID_DEPTH }, (_, step) => inkAt(at + 1 + step))
    return at + 1 + SOLID_DEPTH < size / 2 && inner.every(share => share > SOLID) ? at : 0
  }
  return 0
}
