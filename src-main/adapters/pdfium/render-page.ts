import { LIMITS } from '../../../src-shared/contract/limits.ts'
import type { Box } from '../../../src-shared/contract/page.ts'
import type { ColourImage, PageRaster } from '../../core/ports/document-reader.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { readGreyBitmap } from './bitmap-to-grey.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'

const HIGHEST_DPI = 1200
/** Sides are rounded to whole pixels, which must not lift the area above the limit. */
const ROUNDING_ROOM = 0.998
const GREY = { format: 1, bytesPerPixel: 1 } as const
const COLOUR = { format: 3, bytesPerPixel: 4 } as const
const DRAW_ANNOTATIONS = 0x01
const IN_GREY = 0x08
const RED_FIRST = 0x10
const WHITE = 0xff_ff_ff_ff

/** How a page is drawn whose grey is wanted. */
export interface GreyWish {
  /** Where the limits say so, a lower resolution is taken. */
  readonly dpi: number
  /** Left out for the whole page. */
  readonly area?: Box
  /** Print may be as bright as its ground: then the page is drawn in colour first, so that it stands out (some 10 ms a megapixel). */
  readonly mayHidePrint: boolean
}

/** Draws a page, or an area of it, in grey. */
export function renderGrey(page: PdfPageHandle, { dpi, area, mayHidePrint }: GreyWish): PageRaster {
  const { widthPt, heightPt } = page.geometry
  const shown = area ?? { left: 0, top: 0, right: widthPt, bottom: heightPt }
  const size = { widthPt: shown.right - shown.left, heightPt: shown.bottom - shown.top }
  const scale = allowedScale(size, Math.min(dpi, HIGHEST_DPI) / 72)
  const manner = mayHidePrint ? { ...COLOUR, flags: 0 } : { ...GREY, flags: IN_GREY }
  const image = withDrawing(page, { ...manner, scale, area: shown }, ({ bitmap }) =>
    readGreyBitmap(page.library, bitmap),
  )
  if (image === undefined) throw new ProblemError('page-unreadable', 'the page could not be drawn')
  return { image, dpi: scale * 72, isEmbeddedImage: false }
}

/** Draws a page in colour, its longer side at most `maxSidePx`. */
export function renderColour(page: PdfPageHandle, maxSidePx: number): ColourImage {
  const { widthPt, heightPt } = page.geometry
  const scale = allowedScale(page.geometry, maxSidePx / Math.max(widthPt, heightPt))
  const area = { left: 0, top: 0, right: widthPt, bottom: heightPt }
  return withDrawing(page, { ...COLOUR, scale, flags: RED_FIRST, area }, ({ buffer, widthPx, heightPx }) => ({
    widthPx,
    heightPx,
    rgba: page.library.bytes().slice(buffer, buffer + widthPx * heightPx * COLOUR.bytesPerPixel),
  }))
}

interface Size {
  readonly widthPt: number
  readonly heightPt: number
}

function allowedScale({ widthPt, heightPt }: Size, scale: number): number {
  const bySide = LIMITS.renderSidePx / Math.max(widthPt, heightPt)
  const byArea = Math.sqrt((LIMITS.renderPixels * ROUNDING_ROOM) / (widthPt * heightPt))
  return Math.min(scale, bySide, byArea)
}

interface Drawing {
  readonly bitmap: Pointer
  readonly buffer: Pointer
  readonly widthPx: number
  readonly heightPx: number
}

interface Manner {
  readonly format: number
  readonly bytesPerPixel: number
  readonly scale: number
  readonly flags: number
  readonly area: Box
}

function withDrawing<T>(page: PdfPageHandle, manner: Manner, use: (drawing: Drawing) => T): T {
  const { call } = page.library
  const { widthPt, heightPt } = page.geometry
  const pixels = (points: number) => Math.max(1, Math.floor(points * manner.scale + 0.5))
  const { area } = manner
  const widthPx = pixels(area.right - area.left)
  const heightPx = pixels(area.bottom - area.top)
  const stride = Math.ceil((widthPx * manner.bytesPerPixel) / 4) * 4
  const buffer = call.malloc(stride * heightPx) >>> 0
  const bitmap = buffer === 0 ? 0 : call.FPDFBitmap_CreateEx(widthPx, heightPx, manner.format, buffer, stride)
  if (bitmap === 0) {
    call.free(buffer)
    throw new ProblemError('page-memory', `${widthPx} × ${heightPx} pixels`)
  }
  try {
    call.FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, WHITE)
    call.FPDF_RenderPageBitmap(
      bitmap,
      page.handle,
      Math.round(-area.left * manner.scale),
      Math.round(-area.top * manner.scale),
      pixels(widthPt),
      pixels(heightPt),
      0,
      DRAW_ANNOTATIONS | manner.flags,
    )
    return use({ bitmap, buffer, widthPx, heightPx })
  } finally {
    call.FPDFBitmap_Destroy(bitmap)
    call.free(buffer)
  }
}
