import type { ColourImage } from '../../core/ports/document-reader.ts'
import type { PagePicture } from '../../core/ports/write-searchable-pdf.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { openFileAccess } from './file-access.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

const GREY = { format: 1, bytesPerPixel: 1 } as const
/** Blue, green, red and a byte that does not count. */
const COLOUR = { format: 3, bytesPerPixel: 4 } as const

/** Where a picture's page goes and how large it is. */
export interface PicturePlace {
  readonly document: Pointer
  readonly index: number
  readonly widthPt: number
  readonly heightPt: number
}

/** Adds a page that is filled by a picture; a JPEG's bytes are taken as they are. */
export function addPicturePage(library: PdfiumLibrary, place: PicturePlace, picture: PagePicture): void {
  library.guard('page-unreadable', () => {
    const { call } = library
    const { document, index, widthPt, heightPt } = place
    const page = call.FPDFPage_New(document, index, widthPt, heightPt)
    const image = call.FPDFPageObj_NewImageObj(document)
    const isThere =
      picture.kind === 'jpeg'
        ? loadJpeg(library, image, picture.path)
        : loadPixels(library, image, picture.image)
    if (!isThere) throw new ProblemError('page-unreadable', 'its picture could not be taken into a PDF')
    library.floats().set([widthPt, 0, 0, heightPt, 0, 0], library.scratch >> 2)
    call.FPDFPageObj_SetMatrix(image, library.scratch)
    call.FPDFPage_InsertObject(page, image)
    call.FPDFPage_GenerateContent(page)
    call.FPDF_ClosePage(page)
  })
}

function loadJpeg(library: PdfiumLibrary, image: Pointer, path: string): boolean {
  const access = openFileAccess(library, path)
  try {
    return library.call.FPDFImageObj_LoadJpegFileInline(0, 0, image, access.pointer) !== 0
  } finally {
    access.close()
  }
}

function loadPixels(library: PdfiumLibrary, image: Pointer, picture: ColourImage): boolean {
  const { call } = library
  const { widthPx, heightPx } = picture
  const isGrey = hasNoColour(picture)
  const { format, bytesPerPixel } = isGrey ? GREY : COLOUR
  // PDFium wants rows to begin at multiples of four bytes.
  const stride = (widthPx * bytesPerPixel + 3) & ~3
  const buffer = call.malloc(stride * heightPx)
  if (buffer === 0) throw new ProblemError('page-memory', 'the picture is too large')
  if (isGrey) copyGrey(picture, library.bytes().subarray(buffer, buffer + stride * heightPx), stride)
  else copyColour(picture, library.bytes().subarray(buffer, buffer + stride * heightPx))
  const bitmap = call.FPDFBitmap_CreateEx(...[widthPx, heightPx, format, buffer, stride])
  const isSet = call.FPDFImageObj_SetBitmap(0, 0, image, bitmap) !== 0
  call.FPDFBitmap_Destroy(bitmap)
  call.free(buffer)
  return isSet
}

function hasNoColour({ rgba }: ColourImage): boolean {
  for (let at = 0; at < rgba.length; at += 4)
    if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) return false
  return true
}

function copyGrey({ rgba, widthPx, heightPx }: ColourImage, target: Uint8Array, stride: number): void {
  for (let row = 0; row < heightPx; row += 1)
    for (let column = 0; column < widthPx; column += 1)
      target[row * stride + column] = rgba[(row * widthPx + column) * 4] ?? 0
}

function copyColour({ rgba }: ColourImage, target: Uint8Array): void {
  for (let at = 0; at < rgba.length; at += 4) {
    target[at] = rgba[at + 2] ?? 0
    target[at + 1] = rgba[at + 1] ?? 0
    target[at + 2] = rgba[at] ?? 0
    target[at + 3] = 255
  }
}
