import { LIMITS } from '../../../src-shared/contract/limits.ts'
import type { GreyImage, PageRaster } from '../../core/ports/document-reader.ts'
import { hasLight } from '../../core/recognition/images/has-light.ts'
import { type Orientation, orientImage } from '../../core/recognition/images/orient-image.ts'
import { readGreyBitmap } from './bitmap-to-grey.ts'
import type { FullPageImage } from './find-full-page-image.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'

const PAPER = 255
/** How light paper is, and how much of a page it is at least. */
const PAPER_OF_PAGE = { least: 171, share: 0.1, every: 17 } as const

/** Takes a page's one image out of the file and lays it on the page as it is displayed. Undefined if rendering is surer. */
export function takeFullPageImage(page: PdfPageHandle, found: FullPageImage): PageRaster | undefined {
  const { library, geometry } = page
  const bitmap = library.call.FPDFImageObj_GetBitmap(found.object)
  if (bitmap === 0) return undefined
  const stored = readGreyBitmap(library, bitmap)
  library.call.FPDFBitmap_Destroy(bitmap)
  // A coarser copy for quick viewing may stand in the file: then the sizes differ.
  if (stored === undefined || stored.widthPx !== found.columns || stored.heightPx !== found.rows)
    return undefined
  // Some files store nothing but the colour of the ink, and its shapes in a mask, which PDFium leaves out here.
  if (!hasLight(stored, PAPER_OF_PAGE)) return undefined
  const image = orientImage(stored, orientationOf(found))
  const [a, b, c, d, e, f] = found.toDisplay
  const perPoint = found.dpi / 72
  const widthPx = Math.max(1, Math.round(geometry.widthPt * perPoint))
  const heightPx = Math.max(1, Math.round(geometry.heightPt * perPoint))
  if (widthPx * heightPx > LIMITS.renderPixels) return undefined
  const left = Math.round(Math.min(e, e + a + c) * perPoint)
  const top = Math.round(Math.min(f, f + b + d) * perPoint)
  const isWholePage =
    Math.abs(left) <= 1 &&
    Math.abs(top) <= 1 &&
    Math.abs(image.widthPx - widthPx) <= 1 &&
    Math.abs(image.heightPx - heightPx) <= 1
  const onPage = isWholePage ? image : laidOnPaper(image, { left, top, widthPx, heightPx })
  return { image: onPage, dpi: found.dpi, isEmbeddedImage: true }
}

/** How the stored picture must be turned to stand as displayed, numbered as EXIF does. */
function orientationOf({ toDisplay: [a, b, c, d] }: FullPageImage): Orientation {
  if (Math.abs(a) >= Math.abs(b)) {
    if (a > 0) return d < 0 ? 1 : 4
    return d < 0 ? 2 : 3
  }
  if (b > 0) return c > 0 ? 6 : 5
  return c > 0 ? 7 : 8
}

interface Place {
  readonly left: number
  readonly top: number
  readonly widthPx: number
  readonly heightPx: number
}

function laidOnPaper(image: GreyImage, { left, top, widthPx, heightPx }: Place): GreyImage {
  const pixels = new Uint8Array(widthPx * heightPx).fill(PAPER)
  const from = Math.max(0, left)
  const to = Math.min(widthPx, left + image.widthPx)
  for (let y = Math.max(0, top); y < Math.min(heightPx, top + image.heightPx) && to > from; y++) {
    const row = (y - top) * image.widthPx - left
    pixels.set(image.pixels.subarray(row + from, row + to), y * widthPx + from)
  }
  return { widthPx, heightPx, pixels }
}
