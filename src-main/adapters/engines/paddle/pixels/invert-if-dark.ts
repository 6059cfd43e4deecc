import type { GreyImage } from '../../../../core/ports/document-reader.ts'

/** A page whose middle pixel is darker than this is light print on a dark ground. */
const DARK_GROUND = 96
const SAMPLE_STEP = 7

/** Light print on dark ground becomes dark print on light ground; other pages stay as they are. */
export function invertIfDark(image: GreyImage): GreyImage {
  if (middleGrey(image.pixels) >= DARK_GROUND) return image
  return { ...image, pixels: image.pixels.map(grey => 255 - grey) }
}

function middleGrey(pixels: Uint8Array): number {
  const counts = new Uint32Array(256)
  let total = 0
  for (let i = 0; i < pixels.length; i += SAMPLE_STEP) {
    const grey = pixels[i] ?? 0
    counts[grey] = (counts[grey] ?? 0) + 1
    total++
  }
  let seen = 0
  for (let grey = 0; grey < 256; grey++) {
    seen += counts[grey] ?? 0
    if (seen * 2 >= total) return grey
  }
  return 255
}
