import { LIMITS } from '../../../src-shared/contract/limits.ts'
import { hasVisibleAnnotation } from './annotations.ts'
import type { Matrix } from './page-objects.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { PlacedImage } from './visible-images.ts'

/** An image covers the page when at most this share of it stays bare. */
const COVERED_SHARE = 0.9
/** A coarser image is rendered larger, which helps to find small print; a finer one smaller, which saves time. */
const USUAL_DPI = { from: 120, to: 320 } as const
/** An image of so many pixels is taken whatever its resolution: then the size of the page is not that of a sheet. */
const USUAL_PIXELS = { from: 2_000_000, to: 9_000_000 } as const
/** Around a wished resolution an image is taken as it is. */
const WISH_RANGE = { from: 0.75, to: 1.4 } as const
/** How far the resolutions across and down may differ before text looks squeezed. */
const SQUARE_TOLERANCE = 0.02

/** An image that is all there is on a page. */
export interface FullPageImage extends PlacedImage {
  readonly dpi: number
}

/** The page's one image, if taking it out gives the same picture as rendering the page at about the wished resolution. */
export function findFullPageImage(
  page: PdfPageHandle,
  images: readonly PlacedImage[],
  wishedDpi: number | null,
): FullPageImage | undefined {
  const [image, ...others] = images
  if (image === undefined || others.length > 0 || !fitsMemory(image)) return undefined
  const dpi = uprightDpi(image)
  if (dpi === undefined || !isUsable(image, dpi, wishedDpi)) return undefined
  if (coveredShare(page, image.toDisplay) < COVERED_SHARE || hasVisibleAnnotation(page)) return undefined
  return { ...image, dpi }
}

function fitsMemory({ columns, rows }: PlacedImage): boolean {
  return Math.max(columns, rows) <= LIMITS.renderSidePx && columns * rows <= LIMITS.renderPixels
}

/** The resolution, if the image stands straight: turned by quarters or mirrored at most, and its pixels are square. */
function uprightDpi({ toDisplay: [a, b, c, d], columns, rows }: PlacedImage): number | undefined {
  const isSideways = Math.abs(b) > Math.abs(a)
  const across = isSideways ? Math.abs(b) : Math.abs(a)
  const down = isSideways ? Math.abs(c) : Math.abs(d)
  if (across === 0 || down === 0) return undefined
  const lean = isSideways
    ? Math.abs(a) / across + Math.abs(d) / down
    : Math.abs(b) / across + Math.abs(c) / down
  if (lean * Math.max(columns, rows) > 1) return undefined
  const dpiAcross = (columns * 72) / across
  const dpiDown = (rows * 72) / down
  return Math.abs(dpiAcross / dpiDown - 1) > SQUARE_TOLERANCE ? undefined : (dpiAcross + dpiDown) / 2
}

function isUsable({ columns, rows }: PlacedImage, dpi: number, wished: number | null): boolean {
  if (wished !== null) return isWithin(dpi / wished, WISH_RANGE)
  return isWithin(dpi, USUAL_DPI) || isWithin(columns * rows, USUAL_PIXELS)
}

function isWithin(value: number, range: { from: number; to: number }): boolean {
  return value >= range.from && value <= range.to
}

function coveredShare({ geometry }: PdfPageHandle, [a, b, c, d, e, f]: Matrix): number {
  const overlap = (from: number, to: number, length: number) =>
    Math.max(0, Math.min(length, Math.max(from, to)) - Math.max(0, Math.min(from, to))) / length
  return overlap(e, e + a + c, geometry.widthPt) * overlap(f, f + b + d, geometry.heightPt)
}
