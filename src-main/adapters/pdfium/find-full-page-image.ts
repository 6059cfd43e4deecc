import { LIMITS } from '../../../src-shared/contract/limits.ts'
import { clipHidesPartOf } from './clip-path.ts'
import { isActive, isInvisibleText, joined, type Matrix, matrixOf, OBJECT_TYPE } from './page-objects.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'

/** An image covers the page when at most this share of it stays bare. */
const COVERED_SHARE = 0.9
/** More objects than a scan with an old text layer has. */
const MOST_OBJECTS = 20_000
/** Coarser images are rendered, which smooths them; finer ones too, which makes them smaller. */
const LOWEST_DPI = 120
const HIGHEST_DPI = 320
/** Around a wished resolution an image is taken as it is. */
const WISH_RANGE = { from: 0.75, to: 1.4 } as const
/** How far the resolutions across and down may differ before text looks squeezed. */
const SQUARE_TOLERANCE = 0.02
const LINK = 2
const POPUP = 16
const HIDDEN_FLAGS = 0b10_0010

/** An image that is all there is on a page, and where it stands. */
export interface FullPageImage {
  readonly object: Pointer
  readonly columns: number
  readonly rows: number
  /** From the image's unit square (origin bottom left) to the page as displayed, in points. */
  readonly toDisplay: Matrix
  readonly dpi: number
}

/** The page's one image, if taking it out gives the same picture as rendering the page at about the wished resolution. */
export function findFullPageImage(page: PdfPageHandle, wishedDpi: number | null): FullPageImage | undefined {
  const { library, geometry } = page
  const object = onlyVisibleObject(page)
  if (object === undefined || library.call.FPDFPageObj_GetType(object) !== OBJECT_TYPE.image) return undefined
  if (library.call.FPDFPageObj_HasTransparency(object) !== 0 || isStencil(page, object)) return undefined
  if (clipHidesPartOf(page, object) || hasVisibleAnnotation(page)) return undefined
  const matrix = matrixOf(library, object)
  const size = pixelSize(page, object)
  if (matrix === undefined || size === undefined) return undefined
  const { a, b, c, d, e, f } = geometry
  const toDisplay = joined(matrix, [a, b, c, d, e, f])
  const dpi = uprightDpi(toDisplay, size)
  if (dpi === undefined || !isUsableDpi(dpi, wishedDpi)) return undefined
  return coveredShare(page, toDisplay) < COVERED_SHARE ? undefined : { object, ...size, toDisplay, dpi }
}

function onlyVisibleObject({ library, handle }: PdfPageHandle): Pointer | undefined {
  const { call } = library
  const count = call.FPDFPage_CountObjects(handle)
  if (count > MOST_OBJECTS) return undefined
  let found: Pointer | undefined
  for (let index = 0; index < count; index++) {
    const object = call.FPDFPage_GetObject(handle, index)
    if (call.FPDFPageObj_GetType(object) === OBJECT_TYPE.text && isInvisibleText(library, object)) continue
    if (found !== undefined || !isActive(library, object)) return undefined
    found = object
  }
  return found
}

/** A stencil's bits say where to paint, not what; its colour space is unknown. */
function isStencil({ library, handle }: PdfPageHandle, object: Pointer): boolean {
  const { call, words } = library
  // FPDF_IMAGEOBJ_METADATA: width, height, dpi across and down, bits per pixel, colour space, marked content id
  const metadata = call.malloc(28)
  const isKnown = call.FPDFImageObj_GetImageMetadata(object, handle, metadata) !== 0
  const colourSpace = words()[(metadata >> 2) + 5] ?? 0
  call.free(metadata)
  return !isKnown || colourSpace === 0
}

function pixelSize(
  { library }: PdfPageHandle,
  object: Pointer,
): { columns: number; rows: number } | undefined {
  const { call, scratch, words } = library
  if (call.FPDFImageObj_GetImagePixelSize(object, scratch, scratch + 4) === 0) return undefined
  const [columns = 0, rows = 0] = words().subarray(scratch >> 2, (scratch >> 2) + 2)
  const isSane = columns > 0 && rows > 0 && columns <= LIMITS.renderSidePx && rows <= LIMITS.renderSidePx
  return isSane && columns * rows <= LIMITS.renderPixels ? { columns, rows } : undefined
}

/** The resolution, if the image stands straight: turned by quarters or mirrored at most, and its pixels are square. */
function uprightDpi([a, b, c, d]: Matrix, size: { columns: number; rows: number }): number | undefined {
  const isSideways = Math.abs(b) > Math.abs(a)
  const across = isSideways ? Math.abs(b) : Math.abs(a)
  const down = isSideways ? Math.abs(c) : Math.abs(d)
  if (across === 0 || down === 0) return undefined
  const lean = isSideways
    ? Math.abs(a) / across + Math.abs(d) / down
    : Math.abs(b) / across + Math.abs(c) / down
  if (lean * Math.max(size.columns, size.rows) > 1) return undefined
  const dpiAcross = (size.columns * 72) / across
  const dpiDown = (size.rows * 72) / down
  return Math.abs(dpiAcross / dpiDown - 1) > SQUARE_TOLERANCE ? undefined : (dpiAcross + dpiDown) / 2
}

function isUsableDpi(dpi: number, wished: number | null): boolean {
  if (wished === null) return dpi >= LOWEST_DPI && dpi <= HIGHEST_DPI
  return dpi >= wished * WISH_RANGE.from && dpi <= wished * WISH_RANGE.to
}

function coveredShare({ geometry }: PdfPageHandle, [a, b, c, d, e, f]: Matrix): number {
  const overlap = (from: number, to: number, length: number) =>
    Math.max(0, Math.min(length, Math.max(from, to)) - Math.max(0, Math.min(from, to))) / length
  return overlap(e, e + a + c, geometry.widthPt) * overlap(f, f + b + d, geometry.heightPt)
}

function hasVisibleAnnotation({ library, handle }: PdfPageHandle): boolean {
  const { call } = library
  const count = call.FPDFPage_GetAnnotCount(handle)
  for (let index = 0; index < count; index++) {
    const annotation = call.FPDFPage_GetAnnot(handle, index)
    if (annotation === 0) continue
    const subtype = call.FPDFAnnot_GetSubtype(annotation)
    const flags = call.FPDFAnnot_GetFlags(annotation)
    call.FPDFPage_CloseAnnot(annotation)
    if (subtype !== LINK && subtype !== POPUP && (flags & HIDDEN_FLAGS) === 0) return true
  }
  return false
}
