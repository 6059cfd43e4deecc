import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { resizeArea } from './resize-area.ts'

/** PP-OCR wants sides in multiples of this. */
const SIDE_STEP = 32
/** An A4 page gets a long side of 736: enough for print of common size. */
const NORMAL_PIXELS = 736 * 520
/** Pages longer than this many times their width are strips of several pages, and get as many pixels. */
const MOST_SLENDER = 3.5
/** No strip gets more: it is 30 times as long as wide. */
const MOST_PIXELS = 3_200_000

/** The whole page as small as the detector needs it for print of common size. */
export function shrinkPage(image: GreyImage): GreyImage {
  const { widthPx, heightPx } = image
  const slenderness = Math.max(widthPx, heightPx) / Math.min(widthPx, heightPx)
  const pixels = Math.min(MOST_PIXELS, NORMAL_PIXELS * Math.max(1, slenderness / MOST_SLENDER))
  const scale = Math.min(1, Math.sqrt(pixels / (widthPx * heightPx)))
  return resizeArea(image, { widthPx: nearestStep(widthPx * scale), heightPx: nearestStep(heightPx * scale) })
}

/** The nearest side that the detector takes. */
export const nearestStep = (side: number): number =>
  Math.max(SIDE_STEP, Math.round(side / SIDE_STEP) * SIDE_STEP)

/** The next side that the detector takes. */
export const nextStep = (side: number): number => Math.max(SIDE_STEP, Math.ceil(side / SIDE_STEP) * SIDE_STEP)
