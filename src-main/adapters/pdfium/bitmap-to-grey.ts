import type { GreyImage } from '../../core/ports/document-reader.ts'
import { hasColour } from '../../core/recognition/images/has-colour.ts'
import { revealEqualGreys } from '../../core/recognition/images/reveal-equal-greys.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

/** FPDFBitmap_GetFormat: grey, blue-green-red, the same with a filler byte, the same with alpha. */
const BYTES_PER_PIXEL = new Map([
  [1, 1],
  [2, 3],
  [3, 4],
  [4, 4],
])

/** Copies a bitmap of PDFium's into grey pixels. Undefined if its format is none that we know. */
export function readGreyBitmap(library: PdfiumLibrary, bitmap: Pointer): GreyImage | undefined {
  const { call } = library
  const bytesPerPixel = BYTES_PER_PIXEL.get(call.FPDFBitmap_GetFormat(bitmap))
  if (bytesPerPixel === undefined) return undefined
  const widthPx = call.FPDFBitmap_GetWidth(bitmap)
  const heightPx = call.FPDFBitmap_GetHeight(bitmap)
  const stride = call.FPDFBitmap_GetStride(bitmap)
  const source = library.bytes()
  const start = call.FPDFBitmap_GetBuffer(bitmap) >>> 0
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let y = 0, to = 0; y < heightPx; y++) {
    let from = start + y * stride
    if (bytesPerPixel === 1) {
      pixels.set(source.subarray(from, from + widthPx), to)
      to += widthPx
      continue
    }
    for (const end = to + widthPx; to < end; to++, from += bytesPerPixel) {
      // 0.114, 0.587, 0.299: how bright blue, green and red look
      const sum = (source[from] ?? 0) * 29 + (source[from + 1] ?? 0) * 150 + (source[from + 2] ?? 0) * 77
      pixels[to] = sum >> 8
    }
  }
  if (bytesPerPixel > 1) {
    const size = { widthPx, heightPx, bytes: source }
    const plane = { ...size, start, stride, bytesPerPixel, isRedFirst: false }
    if (hasColour(plane)) revealEqualGreys(pixels, plane)
  }
  return { widthPx, heightPx, pixels }
}
