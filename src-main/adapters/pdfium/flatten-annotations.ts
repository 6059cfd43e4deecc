import { type CheckBox, hasTextAnnotation, readCheckBoxes } from './annotations.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

const NORMAL_DISPLAY = 0
const FLATTENED = 1
const GREY = 1
const DRAW_ANNOTATIONS = 1

/** A page to go on with, and what its look alone does not tell. */
export interface FlatPage {
  readonly handle: Pointer
  readonly checkBoxes: readonly CheckBox[]
}

/**
 * Makes filled-in form fields and typed notes part of the page's content (in memory only), so that the text layer has
 * them. `reload` is called when the content changed.
 */
export function flattenAnnotations(library: PdfiumLibrary, page: Pointer, reload: () => Pointer): FlatPage {
  if (!hasTextAnnotation(library, page)) return { handle: page, checkBoxes: [] }
  const checkBoxes = readCheckBoxes(library, page)
  makeAppearances(library, page)
  const isFlattened = library.call.FPDFPage_Flatten(page, NORMAL_DISPLAY) === FLATTENED
  if (!isFlattened) return { handle: page, checkBoxes }
  library.call.FPDF_ClosePage(page)
  return { handle: reload(), checkBoxes }
}

/** Fields that have a value but no look get one when PDFium draws them: here onto a single pixel. */
function makeAppearances({ call }: PdfiumLibrary, page: Pointer): void {
  const bitmap = call.FPDFBitmap_CreateEx(1, 1, GREY, 0, 0)
  if (bitmap === 0) return
  call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 1, 1, 0, DRAW_ANNOTATIONS)
  call.FPDFBitmap_Destroy(bitmap)
}
