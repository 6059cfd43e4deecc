import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { PlacedImage } from './visible-images.ts'

/** What detector and recogniser read best at the least cost. */
const USUAL_DPI = 200
/** Letters as on an A4 sheet at the usual resolution need so many pixels along the longer side. */
const SHEET_SIDE_PX = 2340
/** A page of less than A4's length by this factor is not taken for a sheet. */
const STAMP = 1.5
/** Above so many pixels, making an image larger than it is stored is a waste. */
const COSTLY_PIXELS = 9_000_000

/**
 * The resolution for a page whose caller has no wish. Pages that consist of images may have a size that isn't a sheet's:
 * a photo as large as a wall, or a scan as small as a stamp. Then the images' own pixels decide.
 */
export function defaultDpi({ geometry }: PdfPageHandle, images: readonly PlacedImage[] | undefined): number {
  if (images === undefined || images.length === 0) return USUAL_DPI
  const { widthPt, heightPt } = geometry
  const finest = Math.max(...images.map(dpiOf))
  const sheet = (SHEET_SIDE_PX * 72) / Math.max(widthPt, heightPt)
  if (finest > USUAL_DPI) return sheet > USUAL_DPI * STAMP ? Math.min(finest, sheet) : USUAL_DPI
  const pixels = widthPt * heightPt * (USUAL_DPI / 72) ** 2
  return pixels > COSTLY_PIXELS ? Math.max(finest, sheet) : USUAL_DPI
}

function dpiOf({ toDisplay: [a, b, c, d], columns, rows }: PlacedImage): number {
  const across = Math.hypot(a, b)
  const down = Math.hypot(c, d)
  return across === 0 || down === 0 ? 0 : Math.max(columns / across, rows / down) * 72
}
