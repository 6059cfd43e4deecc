import type { ColourImage } from '../../core/ports/document-reader.ts'
import type { OpaquePixels } from './pixels.ts'

/** The picture in the form in which images are shown. */
export function colourOfPixels({ widthPx, heightPx, channels, samples }: OpaquePixels): ColourImage {
  const rgba = new Uint8Array(widthPx * heightPx * 4)
  const [green, blue] = channels === 3 ? [1, 2] : [0, 0]
  for (let to = 0, from = 0; to < rgba.length; to += 4, from += channels) {
    rgba[to] = samples[from] ?? 0
    rgba[to + 1] = samples[from + green] ?? 0
    rgba[to + 2] = samples[from + blue] ?? 0
    rgba[to + 3] = 255
  }
  return { widthPx, heightPx, rgba }
}
