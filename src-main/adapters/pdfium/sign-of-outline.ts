import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

/** A sign by its shape: filled, or a frame. */
export type OutlineSign = 'square' | 'frame' | 'disc' | 'ring'

const SEGMENT = { line: 0, curve: 1, move: 2 } as const
/** The outlines of these shapes have few points; letters and pictures have more. */
const MOST_SEGMENTS = 120
/** Sides and radii of what is drawn as a square or a disc differ by this factor at most. */
const UNEVEN = 1.2
/** Any size: shapes do not depend on it. */
const SIZE_PT = 100

/** What a font's glyph for a code looks like, where it is one of the shapes that lists and forms are marked with. */
export function signOfOutline(library: PdfiumLibrary, font: Pointer, code: number): OutlineSign | undefined {
  const path = library.call.FPDFFont_GetGlyphPath(font, code, SIZE_PT)
  const contours = path === 0 ? [] : contoursOf(library, path)
  const [outer, inner] = contours.map(shapeOf)
  if (contours.length === 1) return outer === 'round' ? 'disc' : outer
  if (contours.length !== 2 || outer !== inner) return undefined
  if (outer === 'square') return 'frame'
  return outer === 'round' ? 'ring' : undefined
}

interface Contour {
  readonly points: (readonly [x: number, y: number])[]
  lines: number
  curves: number
}

function contoursOf({ call, scratch, floats }: PdfiumLibrary, path: Pointer): readonly Contour[] {
  const count = call.FPDFGlyphPath_CountGlyphSegments(path)
  if (count > MOST_SEGMENTS) return []
  const contours: Contour[] = []
  for (let index = 0; index < count; index++) {
    const segment = call.FPDFGlyphPath_GetGlyphPathSegment(path, index)
    const type = call.FPDFPathSegment_GetType(segment)
    call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)
    const [x = 0, y = 0] = floats().subarray(scratch >> 2, (scratch >> 2) + 2)
    if (type === SEGMENT.move) contours.push({ points: [], lines: 0, curves: 0 })
    const contour = contours.at(-1)
    if (!contour) return []
    contour.points.push([x, y])
    if (type === SEGMENT.line) contour.lines++
    if (type === SEGMENT.curve) contour.curves++
  }
  return contours
}

function shapeOf({ points, lines, curves }: Contour): 'square' | 'round' | undefined {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)]
  const [width, height] = [right - left, top - bottom]
  if (!(width > 0 && height > 0) || Math.max(width / height, height / width) > UNEVEN) return undefined
  if (curves === 0 && lines >= 3) {
    const isCorner = ([x, y]: readonly [number, number]) =>
      (x === left || x === right) && (y === bottom || y === top)
    return points.every(isCorner) ? 'square' : undefined
  }
  if (curves < 4) return undefined
  // The control points of a circle's quarters lie farther out than the circle, those of a square's sides far more.
  const radii = points.map(([x, y]) => Math.hypot(x - (left + right) / 2, y - (bottom + top) / 2))
  return Math.max(...radii) < UNEVEN * Math.min(...radii) ? 'round' : undefined
}
