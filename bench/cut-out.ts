import type { GreyImage } from '../src-main/core/ports/document-reader.ts'
import type { Box } from '../src-shared/contract/page.ts'

/** So that a person sees what stands around it. */
const MARGIN_PX = 6

/** The part of an image under a box, with a small margin; undefined where the box lies outside. */
export function cutOut(image: GreyImage, box: Box): GreyImage | undefined {
  const left = Math.max(0, Math.floor(box.left) - MARGIN_PX)
  const top = Math.max(0, Math.floor(box.top) - MARGIN_PX)
  const right = Math.min(image.widthPx, Math.ceil(box.right) + MARGIN_PX)
  const bottom = Math.min(image.heightPx, Math.ceil(box.bottom) + MARGIN_PX)
  const [widthPx, heightPx] = [right - left, bottom - top]
  if (widthPx <= 0 || heightPx <= 0) return undefined
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    const start = (top + y) * image.widthPx + left
    pixels.set(image.pixels.subarray(start, start + widthPx), y * widthPx)
  }
  return { widthPx, heightPx, pixels }
}
