import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { hasLight } from '../../../../core/recognition/images/has-light.ts'

/** A page whose middle pixel is darker than this is light print on a dark ground. */
const LIGHT_GROUND = { least: 96, share: 0.5, every: 7 } as const

/** Light print on dark ground becomes dark print on light ground; other pages stay as they are. */
export function invertIfDark(image: GreyImage): GreyImage {
  if (hasLight(image, LIGHT_GROUND)) return image
  return { ...image, pixels: image.pixels.map(grey => 255 - grey) }
}
