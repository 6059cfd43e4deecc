import type { Box } from '../../../src-shared/contract/page.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

/** US Letter, which viewers take where a page has no usable size. */
const FALLBACK_WIDTH_PT = 612
const FALLBACK_HEIGHT_PT = 792

/** Linear map from PDF's page space (origin anywhere, y up) to the page as displayed (origin top left, y down, points). */
export interface PageGeometry {
  readonly widthPt: number
  readonly heightPt: number
  /** x' = a·x + c·y + e, y' = b·x + d·y + f */
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
  /** Clockwise turns of 90 degrees from page space to display. */
  readonly quarterTurns: number
}

/** Reads size, crop box and /Rotate of a page. */
export function readPageGeometry(library: PdfiumLibrary, page: Pointer): PageGeometry {
  const { call, scratch } = library
  const widthPt = usable(call.FPDF_GetPageWidthF(page), FALLBACK_WIDTH_PT)
  const heightPt = usable(call.FPDF_GetPageHeightF(page), FALLBACK_HEIGHT_PT)
  const quarterTurns = call.FPDFPage_GetRotation(page) & 3
  const [left, top, right, bottom] = boundingBox(library, call.FPDF_GetPageBoundingBox(page, scratch) !== 0)
  const isSideways = quarterTurns % 2 === 1
  const sx = widthPt / usable(isSideways ? top - bottom : right - left, widthPt)
  const sy = heightPt / usable(isSideways ? right - left : top - bottom, heightPt)
  const size = { widthPt, heightPt, quarterTurns }
  if (quarterTurns === 1) return { ...size, a: 0, b: sy, c: sx, d: 0, e: -bottom * sx, f: -left * sy }
  if (quarterTurns === 2) return { ...size, a: -sx, b: 0, c: 0, d: sy, e: right * sx, f: -bottom * sy }
  if (quarterTurns === 3) return { ...size, a: 0, b: -sy, c: -sx, d: 0, e: top * sx, f: right * sy }
  return { ...size, a: sx, b: 0, c: 0, d: -sy, e: -left * sx, f: top * sy }
}

/** A rectangle of page space, whose top is above its bottom, as displayed. */
export function displayedBox(geometry: PageGeometry, { left, bottom, right, top }: Box): Box {
  const { a, b, c, d, e, f } = geometry
  const x0 = a * left + c * bottom + e
  const x1 = a * right + c * top + e
  const y0 = b * left + d * bottom + f
  const y1 = b * right + d * top + f
  return { left: Math.min(x0, x1), top: Math.min(y0, y1), right: Math.max(x0, x1), bottom: Math.max(y0, y1) }
}

function boundingBox(library: PdfiumLibrary, isKnown: boolean): readonly [number, number, number, number] {
  const at = library.scratch >> 2
  const floats = library.floats()
  const edge = (index: number) => (isKnown ? (floats[at + index] ?? 0) : 0)
  return [edge(0), edge(1), edge(2), edge(3)]
}

function usable(length: number, fallback: number): number {
  return Number.isFinite(length) && length > 0 ? length : fallback
}
