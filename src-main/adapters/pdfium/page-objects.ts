import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

export const OBJECT_TYPE = { text: 1, path: 2, image: 3, shading: 4, form: 5 } as const

/** Text render modes that leave no ink: 3 is invisible, 7 only adds to the clipping path. */
const INKLESS_MODES: readonly number[] = [3, 7]

/** x' = a·x + c·y + e, y' = b·x + d·y + f */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** Whether a text object leaves no ink on the page. */
export function isInvisibleText({ call }: PdfiumLibrary, object: Pointer): boolean {
  return INKLESS_MODES.includes(call.FPDFTextObj_GetTextRenderMode(object))
}

/** Whether an object is switched on; those of hidden layers are not. */
export function isActive({ call, scratch, words }: PdfiumLibrary, object: Pointer): boolean {
  return call.FPDFPageObj_GetIsActive(object, scratch) === 0 || ((words()[scratch >> 2] ?? 1) & 0xff) !== 0
}

/** How an image's pixels are stored; undefined where the file does not tell. */
export function imageKindOf(
  { call, words }: PdfiumLibrary,
  object: Pointer,
  page: Pointer,
): { readonly bitsPerPixel: number; readonly colourSpace: number } | undefined {
  // FPDF_IMAGEOBJ_METADATA: width, height, dpi across and down, bits per pixel, colour space, marked content id
  const metadata = call.malloc(28)
  const isKnown = call.FPDFImageObj_GetImageMetadata(object, page, metadata) !== 0
  const [bitsPerPixel = 0, colourSpace = 0] = words().subarray((metadata >> 2) + 4, (metadata >> 2) + 6)
  call.free(metadata)
  return isKnown ? { bitsPerPixel, colourSpace } : undefined
}

/** Where an image, form or text object stands in the space around it. */
export function matrixOf({ call, scratch, floats }: PdfiumLibrary, object: Pointer): Matrix | undefined {
  if (call.FPDFPageObj_GetMatrix(object, scratch) === 0) return undefined
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = floats().subarray(scratch >> 2, (scratch >> 2) + 6)
  const matrix: Matrix = [a, b, c, d, e, f]
  return matrix.every(Number.isFinite) ? matrix : undefined
}

/** The map that does `inner` first and `outer` then. */
export function joined(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner
  const [p, q, r, s, t, u] = outer
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]
}
