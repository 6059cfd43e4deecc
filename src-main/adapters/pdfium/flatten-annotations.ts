import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

const FREE_TEXT = 3
const WIDGET = 20
const NORMAL_DISPLAY = 0
const FLATTENED = 1
/** A page with more is left as it is: flattening them all would take long. */
const MOST_ANNOTATIONS = 2000

/**
 * Makes filled-in form fields and typed notes part of the page's content (in memory only), so that the text layer has
 * them. Gives the page to go on with: `reload` is called when the content changed.
 */
export function flattenAnnotations(library: PdfiumLibrary, page: Pointer, reload: () => Pointer): Pointer {
  if (!hasTextAnnotation(library, page)) return page
  const isFlattened = library.call.FPDFPage_Flatten(page, NORMAL_DISPLAY) === FLATTENED
  if (!isFlattened) return page
  library.call.FPDF_ClosePage(page)
  return reload()
}

function hasTextAnnotation({ call }: PdfiumLibrary, page: Pointer): boolean {
  const count = call.FPDFPage_GetAnnotCount(page)
  if (count > MOST_ANNOTATIONS) return false
  for (let index = 0; index < count; index++) {
    const annotation = call.FPDFPage_GetAnnot(page, index)
    if (annotation === 0) continue
    const subtype = call.FPDFAnnot_GetSubtype(annotation)
    call.FPDFPage_CloseAnnot(annotation)
    if (subtype === WIDGET || subtype === FREE_TEXT) return true
  }
  return false
}
