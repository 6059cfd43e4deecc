import type { ColourPlane } from './colour-plane.ts'

/** So many pixels are looked at to find out whether a page has colour at all, */
const COLOUR_SAMPLES = 6000
/** the channels of a coloured pixel lie so far apart, */
const COLOURED = 40
/** and so many of them make a coloured page. */
const MOST_OF_GREY_PAGE = 3

/** Whether a page has colours worth a look, by a sparse grid of its pixels. */
export function hasColour({ widthPx, heightPx, bytes, start, stride, bytesPerPixel }: ColourPlane): boolean {
  const step = Math.max(1, Math.floor(Math.sqrt((widthPx * heightPx) / COLOUR_SAMPLES)))
  let coloured = 0
  for (let y = step >> 1; y < heightPx; y += step) {
    for (let x = (y * 7) % step; x < widthPx; x += step) {
      const at = start + y * stride + x * bytesPerPixel
      const [a, b, c] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0]
      if (Math.max(a, b, c) - Math.min(a, b, c) >= COLOURED && ++coloured > MOST_OF_GREY_PAGE) return true
    }
  }
  return false
}
