import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import type { PixelArea } from './pixel-area.ts'
import { type TargetSize, wholeOf } from './resize-area.ts'

/** Enlarges an image, or an area of it, by bilinear interpolation: unlike area averages it keeps slanted edges smooth. */
export function enlargeImage(
  image: GreyImage,
  { widthPx, heightPx }: TargetSize,
  area: PixelArea = wholeOf(image),
): GreyImage {
  const columns = placesOf(area.left, area.right, widthPx)
  const rows = placesOf(area.top, area.bottom, heightPx)
  const pixels = new Uint8Array(widthPx * heightPx)
  const source = image.pixels
  for (let y = 0; y < heightPx; y++) {
    const upper = (rows.first[y] ?? 0) * image.widthPx
    const lower = (rows.second[y] ?? 0) * image.widthPx
    const down = rows.share[y] ?? 0
    for (let x = 0; x < widthPx; x++) {
      const left = columns.first[x] ?? 0
      const right = columns.second[x] ?? 0
      const across = columns.share[x] ?? 0
      const top = (source[upper + left] ?? 0) * (1 - across) + (source[upper + right] ?? 0) * across
      const bottom = (source[lower + left] ?? 0) * (1 - across) + (source[lower + right] ?? 0) * across
      pixels[y * widthPx + x] = top * (1 - down) + bottom * down + 0.5
    }
  }
  return { widthPx, heightPx, pixels }
}

/** For each target pixel the two source pixels between which it lies, and the share of the second. */
function placesOf(from: number, to: number, targetSize: number) {
  const places = {
    first: new Int32Array(targetSize),
    second: new Int32Array(targetSize),
    share: new Float32Array(targetSize),
  }
  for (let i = 0; i < targetSize; i++) {
    const at = Math.min(to - 1, Math.max(from, from + ((i + 0.5) * (to - from)) / targetSize - 0.5))
    places.first[i] = Math.floor(at)
    places.second[i] = Math.min(to - 1, Math.floor(at) + 1)
    places.share[i] = at - Math.floor(at)
  }
  return places
}
