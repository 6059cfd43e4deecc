import { clipHidesPartOf } from './clip-path.ts'
import {
  imageKindOf,
  isActive,
  isInvisibleText,
  joined,
  type Matrix,
  matrixOf,
  OBJECT_TYPE,
} from './page-objects.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'

/** More objects than a scan has, cut into strips, with an old text layer. */
const MOST_OBJECTS = 20_000
const DEEPEST_FORM = 3

/** An image and where it stands on the page. */
export interface PlacedImage {
  readonly object: Pointer
  /** From the image's unit square (origin bottom left) to the page as displayed, in points. */
  readonly toDisplay: Matrix
  readonly columns: number
  readonly rows: number
}

/**
 * The images that make up a page's whole look: text in it leaves no ink. Undefined where anything else is to be seen,
 * or where an image shows through another, is clipped or switched off: then only rendering tells how the page looks.
 */
export function visibleImages(page: PdfPageHandle): readonly PlacedImage[] | undefined {
  const { call } = page.library
  const { a, b, c, d, e, f } = page.geometry
  const count = call.FPDFPage_CountObjects(page.handle)
  const images: PlacedImage[] = []
  for (let index = 0; index < Math.min(count, MOST_OBJECTS); index++) {
    const object = call.FPDFPage_GetObject(page.handle, index)
    const found = imagesOf(page, { object, space: [a, b, c, d, e, f], depth: 0 })
    if (found === undefined) return undefined
    images.push(...found)
  }
  return count > MOST_OBJECTS ? undefined : images
}

interface Placed {
  readonly object: Pointer
  readonly space: Matrix
  readonly depth: number
}

function imagesOf(page: PdfPageHandle, { object, space, depth }: Placed): readonly PlacedImage[] | undefined {
  const { library } = page
  const { call } = library
  const type = call.FPDFPageObj_GetType(object)
  if (type === OBJECT_TYPE.text) return isInvisibleText(library, object) ? [] : undefined
  if (type !== OBJECT_TYPE.image && type !== OBJECT_TYPE.form) return undefined
  if (!isActive(library, object) || call.FPDFPageObj_HasTransparency(object) !== 0) return undefined
  if (clipHidesPartOf(page, object, space)) return undefined
  const matrix = matrixOf(library, object)
  if (matrix === undefined) return undefined
  const placed = joined(matrix, space)
  if (type === OBJECT_TYPE.image) {
    const size = pixelSize(page, object)
    return size && !isStencil(page, object) ? [{ object, toDisplay: placed, ...size }] : undefined
  }
  if (depth === DEEPEST_FORM) return undefined
  const images: PlacedImage[] = []
  for (let index = 0; index < call.FPDFFormObj_CountObjects(object); index++) {
    const inner = call.FPDFFormObj_GetObject(object, index)
    const found = imagesOf(page, { object: inner, space: placed, depth: depth + 1 })
    if (found === undefined || images.length > MOST_OBJECTS) return undefined
    images.push(...found)
  }
  return images
}

/** A stencil's bits say where to paint, not what; its colour space is unknown. */
function isStencil({ library, handle }: PdfPageHandle, object: Pointer): boolean {
  const kind = imageKindOf(library, object, handle)
  return !kind || (kind.colourSpace === 0 && kind.bitsPerPixel === 1)
}

function pixelSize(
  { library }: PdfPageHandle,
  object: Pointer,
): { columns: number; rows: number } | undefined {
  const { call, scratch, words } = library
  if (call.FPDFImageObj_GetImagePixelSize(object, scratch, scratch + 4) === 0) return undefined
  const [columns = 0, rows = 0] = words().subarray(scratch >> 2, (scratch >> 2) + 2)
  return columns > 0 && rows > 0 ? { columns, rows } : undefined
}
