import type { Box } from '../../../src-shared/contract/page.ts'
import { joined, type Matrix, matrixOf, OBJECT_TYPE } from './page-objects.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

/** The page is looked at as a grid of so many cells each way. */
const GRID = 64
const MOST_OBJECTS = 50_000
const DEEPEST_FORM = 4

/** Share of the page's area, 0 to 1, that images cover, overlaps counted once. */
export function measureImageCoverage(page: PdfPageHandle): number {
  const { call } = page.library
  const { a, b, c, d, e, f } = page.geometry
  const cells = new Uint8Array(GRID * GRID)
  const count = Math.min(MOST_OBJECTS, call.FPDFPage_CountObjects(page.handle))
  for (let index = 0; index < count; index++) {
    const placed = {
      object: call.FPDFPage_GetObject(page.handle, index),
      space: [a, b, c, d, e, f],
      depth: 0,
    } as const
    for (const image of imagesIn(page.library, placed)) mark(cells, unitSquare(image), page.geometry)
  }
  return cells.reduce((sum, cell) => sum + cell, 0) / cells.length
}

interface Placed {
  readonly object: Pointer
  /** From the space around the object to the page as displayed. */
  readonly space: Matrix
  readonly depth: number
}

/** Where the images in an object stand on the displayed page: the object itself, or those in a form. */
function* imagesIn(library: PdfiumLibrary, { object, space, depth }: Placed): Generator<Matrix> {
  const { call } = library
  const type = call.FPDFPageObj_GetType(object)
  if (type !== OBJECT_TYPE.image && type !== OBJECT_TYPE.form) return
  const matrix = matrixOf(library, object)
  if (matrix === undefined) return
  const placed = joined(matrix, space)
  if (type === OBJECT_TYPE.image) yield placed
  else if (depth < DEEPEST_FORM) {
    const count = Math.min(MOST_OBJECTS, call.FPDFFormObj_CountObjects(object))
    for (let index = 0; index < count; index++) {
      const inner = call.FPDFFormObj_GetObject(object, index)
      yield* imagesIn(library, { object: inner, space: placed, depth: depth + 1 })
    }
  }
}

function unitSquare([a, b, c, d, e, f]: Matrix): Box {
  return {
    left: e + Math.min(0, a, c, a + c),
    right: e + Math.max(0, a, c, a + c),
    top: f + Math.min(0, b, d, b + d),
    bottom: f + Math.max(0, b, d, b + d),
  }
}

function mark(
  cells: Uint8Array,
  box: Box,
  { widthPt, heightPt }: { widthPt: number; heightPt: number },
): void {
  const cell = (position: number, length: number) =>
    Math.max(0, Math.min(GRID, Math.round((position / length) * GRID)))
  const left = cell(box.left, widthPt)
  const right = cell(box.right, widthPt)
  for (let y = cell(box.top, heightPt); y < cell(box.bottom, heightPt); y++) {
    cells.fill(1, y * GRID + left, y * GRID + right)
  }
}
