import type { GreyImage } from '../../ports/document-reader.ts'
import { groundOf } from './ground-of.ts'

/** Looking at every third pixel finds anything that could be read. */
const STEP = 3
/** A pixel this far from the ground is ink. */
const CONTRAST = 40
/** Fewer inked samples than this are specks. */
const LEAST_SAMPLES = 12
/** This share of inked samples, however faint the rest, is a page with something on it. */
const EDGE_SHARE = 0.02

/** Whether anything is on the page at all. Specks, and shadows at the very edge of a scan, do not count. */
export function hasInk(image: GreyImage, ground = groundOf(image)): boolean {
  const { widthPx, heightPx, pixels } = image
  const marginX = Math.floor(widthPx * EDGE_SHARE)
  const marginY = Math.floor(heightPx * EDGE_SHARE)
  let inked = 0
  for (let y = marginY; y < heightPx - marginY; y += STEP) {
    const row = y * widthPx
    for (let x = marginX; x < widthPx - marginX; x += STEP) {
      if (Math.abs((pixels[row + x] ?? 0) - ground) < CONTRAST) continue
      inked++
      if (inked >= LEAST_SAMPLES) return true
    }
  }
  return false
}
