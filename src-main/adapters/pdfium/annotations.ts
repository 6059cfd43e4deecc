import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

const SUBTYPE = { link: 2, freeText: 3, popup: 16, widget: 20 } as const
/** Hidden, or not to be seen on a screen. */
const HIDDEN_FLAGS = 0b10_0010
/** A page with more is not looked into: it would take long. */
const MOST_ANNOTATIONS = 2000

/** Whether an annotation may leave ink on the page. */
export function hasVisibleAnnotation({ library, handle }: PdfPageHandle): boolean {
  const isVisible = ({ subtype, flags }: Annotation) =>
    subtype !== SUBTYPE.link && subtype !== SUBTYPE.popup && (flags & HIDDEN_FLAGS) === 0
  const annotations = annotationsOf(library, handle)
  return annotations === undefined || annotations.some(isVisible)
}

/** Whether an annotation holds text that belongs to the page: a form field or a typed note. */
export function hasTextAnnotation(library: PdfiumLibrary, page: Pointer): boolean {
  const isText = ({ subtype }: Annotation) => subtype === SUBTYPE.widget || subtype === SUBTYPE.freeText
  return annotationsOf(library, page)?.some(isText) ?? false
}

interface Annotation {
  readonly subtype: number
  readonly flags: number
}

function annotationsOf({ call }: PdfiumLibrary, page: Pointer): readonly Annotation[] | undefined {
  const count = call.FPDFPage_GetAnnotCount(page)
  if (count > MOST_ANNOTATIONS) return undefined
  const annotations: Annotation[] = []
  for (let index = 0; index < count; index++) {
    const annotation = call.FPDFPage_GetAnnot(page, index)
    if (annotation === 0) continue
    annotations.push({
      subtype: call.FPDFAnnot_GetSubtype(annotation),
      flags: call.FPDFAnnot_GetFlags(annotation),
    })
    call.FPDFPage_CloseAnnot(annotation)
  }
  return annotations
}
