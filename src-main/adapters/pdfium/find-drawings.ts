import type { Box } from '../../../src-shared/contract/page.ts'
import type { PlacedDrawing } from '../../core/ports/document-reader.ts'
import { joined, type Matrix, matrixOf, OBJECT_TYPE } from './page-objects.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'

/** A page of more objects is drawn letter by letter, or a map: looking at the first of them tells enough. */
const MOST_OBJECTS = 20_000
const MOST_DRAWINGS = 5000
const DEEPEST_FORM = 4
/** From so many points on a path is more than a line or a rectangle. */
const RICH_PATH = 6
/** Lines this far from level and upright are slanted: rulings are not. Points. */
const SLANTED = 3
const LINE_POINTS = 2

/** The paths and shadings that are drawn on a page, as displayed, cut to it. */
export function findDrawings(page: PdfPageHandle): readonly PlacedDrawing[] {
  const { call } = page.library
  const { a, b, c, d, e, f } = page.geometry
  const found: PlacedDrawing[] = []
  const budget = { left: MOST_OBJECTS }
  const count = call.FPDFPage_CountObjects(page.handle)
  for (let index = 0; index < count && budget.left > 0 && found.length < MOST_DRAWINGS; index++) {
    const object = call.FPDFPage_GetObject(page.handle, index)
    collect(page, { object, space: [a, b, c, d, e, f], depth: 0 }, { found, budget })
  }
  return found
}

interface Placed {
  readonly object: Pointer
  /** From the space around the object to the page as displayed. */
  readonly space: Matrix
  readonly depth: number
}

interface Harvest {
  readonly found: PlacedDrawing[]
  /** Objects that may still be looked at. */
  readonly budget: { left: number }
}

function collect(page: PdfPageHandle, { object, space, depth }: Placed, harvest: Harvest): void {
  const { library } = page
  const { call } = library
  harvest.budget.left--
  const type = call.FPDFPageObj_GetType(object)
  if (type === OBJECT_TYPE.path || type === OBJECT_TYPE.shading) {
    const box = boxOf(page, object, space)
    if (box) harvest.found.push({ box, isRich: type === OBJECT_TYPE.shading || isRich(page, object, box) })
    return
  }
  if (type !== OBJECT_TYPE.form || depth >= DEEPEST_FORM) return
  const matrix = matrixOf(library, object)
  if (!matrix) return
  const inner = joined(matrix, space)
  const count = call.FPDFFormObj_CountObjects(object)
  for (let index = 0; index < count && harvest.budget.left > 0; index++) {
    const each = call.FPDFFormObj_GetObject(object, index)
    collect(page, { object: each, space: inner, depth: depth + 1 }, harvest)
  }
}

function boxOf({ library, geometry }: PdfPageHandle, object: Pointer, space: Matrix): Box | undefined {
  const { call, scratch, floats } = library
  if (call.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0)
    return undefined
  const [left = 0, bottom = 0, right = 0, top = 0] = floats().subarray(scratch >> 2, (scratch >> 2) + 4)
  const [a, b, c, d, e, f] = space
  const xs = [
    a * left + c * bottom + e,
    a * right + c * top + e,
    a * left + c * top + e,
    a * right + c * bottom + e,
  ]
  const ys = [
    b * left + d * bottom + f,
    b * right + d * top + f,
    b * left + d * top + f,
    b * right + d * bottom + f,
  ]
  const box = {
    left: Math.max(0, Math.min(...xs)),
    top: Math.max(0, Math.min(...ys)),
    right: Math.min(geometry.widthPt, Math.max(...xs)),
    bottom: Math.min(geometry.heightPt, Math.max(...ys)),
  }
  return box.left <= box.right && box.top <= box.bottom ? box : undefined
}

function isRich({ library }: PdfPageHandle, path: Pointer, box: Box): boolean {
  const points = library.call.FPDFPath_CountSegments(path)
  if (points >= RICH_PATH) return true
  return points === LINE_POINTS && box.right - box.left > SLANTED && box.bottom - box.top > SLANTED
}
