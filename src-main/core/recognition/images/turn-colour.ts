import type { Rotation } from '../../../../src-shared/contract/page.ts'
import type { ColourImage } from '../../ports/document-reader.ts'
import { type Orientation, strides } from './orient-image.ts'

const ORIENTATIONS = { 0: 1, 90: 6, 180: 3, 270: 8 } as const satisfies Record<Rotation, Orientation>

/** Turns a colour image clockwise. */
export function turnColour(image: ColourImage, rotation: Rotation): ColourImage {
  return orientColour(image, ORIENTATIONS[rotation])
}

/** Turns and mirrors a colour image as its EXIF orientation says. Orientation 1 gives the image itself. */
export function orientColour(image: ColourImage, orientation: Orientation): ColourImage {
  if (orientation === 1) return image
  const { start, stepX, stepY, isSideways } = strides(image, orientation)
  const widthPx = isSideways ? image.heightPx : image.widthPx
  const heightPx = isSideways ? image.widthPx : image.heightPx
  const stored = new Uint32Array(image.rgba.slice().buffer)
  const upright = new Uint32Array(stored.length)
  for (let y = 0, to = 0; y < heightPx; y++) {
    let from = start + y * stepY
    for (const end = to + widthPx; to < end; to++, from += stepX) upright[to] = stored[from] ?? 0
  }
  return { widthPx, heightPx, rgba: new Uint8Array(upright.buffer) }
}
