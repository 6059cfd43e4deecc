import type { ColourImage } from '../../core/ports/document-reader.ts'
import { type Orientation, strides } from '../../core/recognition/orient-image.ts'
import type { OpaquePixels } from './pixels.ts'

/** The picture as displayed, in colour. */
export function colourOfPixels(pixels: OpaquePixels, orientation: Orientation): ColourImage {
  const { channels, samples } = pixels
  const { start, stepX, stepY, isSideways } = strides(pixels, orientation)
  const widthPx = isSideways ? pixels.heightPx : pixels.widthPx
  const heightPx = isSideways ? pixels.widthPx : pixels.heightPx
  const [green, blue] = channels === 3 ? [1, 2] : [0, 0]
  const rgba = new Uint8Array(widthPx * heightPx * 4).fill(255)
  for (let y = 0, to = 0; y < heightPx; y++) {
    for (
      let x = 0, from = (start + y * stepY) * channels;
      x < widthPx;
      x++, to += 4, from += stepX * channels
    ) {
      rgba[to] = samples[from] ?? 0
      rgba[to + 1] = samples[from + green] ?? 0
      rgba[to + 2] = samples[from + blue] ?? 0
    }
  }
  return { widthPx, heightPx, rgba }
}
