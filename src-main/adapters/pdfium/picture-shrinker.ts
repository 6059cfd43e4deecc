import type { PictureShrinker, StoredPicture } from '../../core/ports/shrink-picture.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { openBlockAccess } from './file-access.ts'
import { pdfAroundPicture } from './pdf-around-picture.ts'
import { loadDocument } from './pdf-document.ts'
import { loadPdfium, type PdfiumLibrary } from './pdfium-library.ts'

/** So much is drawn at a time: PDFium decodes on from where it stopped, and holds the rows of one band in their new width. */
const BAND_PIXELS = 1_000_000
/** Blue, green, red and alpha: what stays transparent was not drawn. */
const WITH_ALPHA = { format: 4, bytesPerPixel: 4 } as const
const RED_FIRST = 0x10
const OPAQUE = 255

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** Shrinks pictures with a PDFium of their own: its memory never shrinks, and goes with it. */
export function pictureShrinker(): PictureShrinker {
  return async () => {
    const library = await loadPdfium()
    return (picture, size) => {
      try {
        return library.guard('page-unreadable', () => shrunk(library, picture, size))
      } catch (error) {
        if (error instanceof ProblemError) return undefined
        throw error
      }
    }
  }
}

function shrunk(library: PdfiumLibrary, picture: StoredPicture, size: Size): Uint8Array | undefined {
  const { call } = library
  const access = openBlockAccess(library, pdfAroundPicture(picture))
  const document = loadDocument(library, access.pointer, null)
  const page = call.FPDF_LoadPage(document, 0)
  const samples = drawn(library, page, size)
  call.FPDF_ClosePage(page)
  call.FPDF_CloseDocument(document)
  access.close()
  return samples
}

function drawn(library: PdfiumLibrary, page: number, { widthPx, heightPx }: Size): Uint8Array | undefined {
  const { call } = library
  const { format, bytesPerPixel } = WITH_ALPHA
  const stride = widthPx * bytesPerPixel
  const mostRows = Math.max(1, Math.floor(BAND_PIXELS / widthPx))
  const buffer = call.malloc(stride * mostRows) >>> 0
  const samples = new Uint8Array(widthPx * heightPx * 3)
  let isDrawn = buffer !== 0
  for (let top = 0; top < heightPx && isDrawn; top += mostRows) {
    const rows = Math.min(mostRows, heightPx - top)
    const bitmap = call.FPDFBitmap_CreateEx(widthPx, rows, format, buffer, stride)
    call.FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, rows, 0)
    call.FPDF_RenderPageBitmap(bitmap, page, 0, -top, widthPx, heightPx, 0, RED_FIRST)
    call.FPDFBitmap_Destroy(bitmap)
    const band = library.bytes().subarray(buffer, buffer + stride * rows)
    isDrawn = copyColours(band, samples.subarray(top * widthPx * 3))
  }
  call.free(buffer)
  return isDrawn ? samples : undefined
}

/** Copies red, green and blue; false where there is a pixel that was not drawn. */
function copyColours(band: Uint8Array, samples: Uint8Array): boolean {
  let alpha = OPAQUE
  for (let from = 0, to = 0; from < band.length; from += 4, to += 3) {
    samples[to] = band[from] ?? 0
    samples[to + 1] = band[from + 1] ?? 0
    samples[to + 2] = band[from + 2] ?? 0
    alpha &= band[from + 3] ?? 0
  }
  return alpha === OPAQUE
}
