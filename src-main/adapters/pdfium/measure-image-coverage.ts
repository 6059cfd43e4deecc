import type { Box } from '../../../src-shared/contract/page.ts'
import type { PlacedPicture } from '../../core/ports/document-reader.ts'
import { joined, type Matrix, matrixOf, OBJECT_TYPE } from './page-objects.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

/** The page is looked at as a grid of so many cells each way. */
const GRID = 64
const MOST_OBJECTS = 50_000
const DEEPEST_FORM = 4

/** A page of more pictures has tiles or ornaments. */
const MOST_PICTURES = 200

/** The pictures of a page. */
export interface ImageCoverage {
  /** Share of the page's area, 0 to 1, that images cover, overlaps counted once. */
  readonly imageCoverage: number
  /** What of them is on the page; the first two hundred. */
  readonly pictures: readonly PlacedPicture[]
}

/** Where pictures stand on a page and how much of it they cover. */
export function measureImageCoverage(page: PdfPageHandle): ImageCoverage {
  const { call } = page.library
  const { a, b, c, d, e, f } = page.geometry
  const cells = new Uint8Array(GRID * GRID)
  const pictures: PlacedPicture[] = []
  const count = Math.min(MOST_OBJECTS, call.FPDFPage_CountObjects(page.handle))
  for (let index = 0; index < count; index++) {
    const placed = {
      object: call.FPDFPage_GetObject(page.handle, index),
      space: [a, b, c, d, e, f],
      depth: 0,
    } as const
    for (const image of imagesIn(page.library, placed)) {
      mark(cells, unitSquare(image.toDisplay), page.geometry)
      const picture = pictures.length < MOST_PICTURES ? pictureOf(page, image) : undefined
      if (picture) pictures.push(picture)
    }
  }
  return { imageCoverage: cells.reduce((sum, cell) => sum + cell, 0) / cells.length, pictures }
}

function pictureOf({ library, geometry }: PdfPageHandle, image: FoundImage): PlacedPicture | undefined {
  const { object, toDisplay } = image
  const whole = unitSquare(toDisplay)
  const box = {
    left: Math.max(0, whole.left),
    top: Math.max(0, whole.top),
    right: Math.min(geometry.widthPt, whole.right),
    bottom: Math.min(geometry.heightPt, whole.bottom),
  }
  if (!(box.left < box.right && box.top < box.bottom)) return undefined
  const { call, scratch, words } = library
  if (call.FPDFImageObj_GetImagePixelSize(object, scratch, scratch + 4) === 0) return undefined
  const [columns = 0, rows = 0] = words().subarray(scratch >> 2, (scratch >> 2) + 2)
  const [across, down] = [Math.hypot(toDisplay[0], toDisplay[1]), Math.hypot(toDisplay[2], toDisplay[3])]
  return { box, dpi: 72 * Math.max(columns / across, rows / down) }
}

interface FoundImage {
  readonly object: Pointer
  readonly toDisplay: Matrix
}

interface Placed {
  readonly object: Pointer
  /** From the space around the object to the page as displayed. */
  readonly space: Matrix
  readonly depth: number
}

/** Where the images in an object stand on the displayed page: the object itself, or those in a form. */
function* imagesIn(library: PdfiumLibrary, { object, space, depth }: Placed): Generator<FoundImage> {
  const { call } = library
  const type = call.FPDFPageObj_GetType(object)
  if (type !== OBJECT_TYPE.image && type !== OBJECT_TYPE.form) return
  const matrix = matrixOf(library, object)
  if (matrix === undefined) return
  const placed = joined(matrix, space)
  if (type === OBJECT_TYPE.image) yield { object, toDisplay: placed }
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
