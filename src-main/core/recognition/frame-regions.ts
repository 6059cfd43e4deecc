import type { Box, RegionCategory } from '../../../src-shared/contract/page.ts'
import type { PageFrames } from '../../../src-shared/contract/worker-wire.ts'
import type { ColourImage } from '../ports/document-reader.ts'

type Colour = readonly [red: number, green: number, blue: number]

/** One colour a category, apart from each other and from print. */
export const REGION_COLOURS = {
  title: [214, 39, 40],
  text: [31, 119, 180],
  list: [23, 168, 190],
  table: [44, 160, 44],
  figure: [148, 103, 189],
  caption: [227, 119, 194],
  header: [127, 127, 127],
  footer: [127, 127, 127],
  'page-number': [127, 127, 127],
  footnote: [140, 86, 75],
  equation: [255, 127, 14],
  code: [188, 160, 34],
} as const satisfies Record<RegionCategory, Colour>

/** As many of a page's pixels make one pixel of a frame's breadth: 2 px at 200 dpi. */
const PX_PER_BREADTH = 1000

/** Draws a frame around each region into the image's own pixels. What lies outside the image is left out. */
export function frameRegions(image: ColourImage, frames: PageFrames['frames']): void {
  const breadth = Math.max(1, Math.round(Math.max(image.widthPx, image.heightPx) / PX_PER_BREADTH))
  for (const { box, category } of frames) {
    const colour = REGION_COLOURS[category]
    const { left, top, right, bottom } = box
    fill(image, { left, top, right, bottom: top + breadth }, colour)
    fill(image, { left, top: bottom - breadth, right, bottom }, colour)
    fill(image, { left, top, right: left + breadth, bottom }, colour)
    fill(image, { left: right - breadth, top, right, bottom }, colour)
  }
}

function fill({ widthPx, heightPx, rgba }: ColourImage, box: Box, colour: Colour): void {
  const left = Math.max(0, Math.round(box.left))
  const right = Math.min(widthPx, Math.round(box.right))
  const bottom = Math.min(heightPx, Math.round(box.bottom))
  for (let y = Math.max(0, Math.round(box.top)); y < bottom; y++) {
    for (let at = (y * widthPx + left) * 4, end = (y * widthPx + right) * 4; at < end; at += 4) {
      rgba.set(colour, at)
    }
  }
}
