import type { GreyImage } from '../../../../core/ports/document-reader.ts'

/** A page whose middle pixel is darker than this is light print on a dark ground. */
const DARK_GROUND = 96
const SAMPLE_STEP = 7

/** Light print on dark ground becomes dark print on light ground; other pages stay as they are. */
export function invertIfDark(image: GreyImage): GreyImage {
  if (!isMostlyDark(image.pixels)) return image
  return { ...image, pixels: image.pixels.map(grey => 255 - grey) }
}

function isMostlyDark(pixels: Uint8Array): boolean {
  let dark = 0
  for (let i = 0; i < pixels.length; i += SAMPLE_STEP) if ((pixels[i] ?? 0) < DARK_GROUND) dark++
  return 2 * dark >= Math.ceil(pixels.length / SAMPLE_STEP)
}
