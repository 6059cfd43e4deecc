import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { BEND_STEP_PX, type Bend } from './bend-of-page.ts'

/** The page with its lines made level. What would come from beyond its edge repeats the edge. */
export function unbendImage({ pixels, widthPx, heightPx }: GreyImage, bend: Bend): GreyImage {
  const level = new Uint8Array(pixels.length)
  for (let x = 0; x < widthPx; x++)
    for (let top = 0; top < heightPx; top += BEND_STEP_PX) {
      let from = bend.yOf({ x, y: top })
      const step = (bend.yOf({ x, y: top + BEND_STEP_PX }) - from) / BEND_STEP_PX
      const bottom = Math.min(heightPx, top + BEND_STEP_PX)
      for (let y = top; y < bottom; y++, from += step) {
        const inside = Math.max(0, Math.min(heightPx - 1, from))
        const whole = Math.floor(inside)
        const upper = pixels[whole * widthPx + x] ?? 255
        const lower = pixels[(whole + 1) * widthPx + x] ?? upper
        level[y * widthPx + x] = Math.round(upper + (lower - upper) * (inside - whole))
      }
    }
  return { widthPx, heightPx, pixels: level }
}
