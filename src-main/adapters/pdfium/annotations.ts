import type { Box } from '../../../src-shared/contract/page.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

const SUBTYPE = { link: 2, freeText: 3, popup: 16, widget: 20 } as const
/** Hidden, or not to be seen on a screen. */
const HIDDEN_FLAGS = 0b10_0010
/** A page with more is not looked into: it would take long. */
const MOST_ANNOTATIONS = 2000
const KEY_BYTES = 8
const STATE_BYTES = 256

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

/** A check box or radio button of a form, in the page's own space. */
export interface CheckBox {
  readonly box: Box
  readonly isTicked: boolean
}

/** The boxes to be ticked on a page: the fields that have a state. */
export function readCheckBoxes(library: PdfiumLibrary, page: Pointer): readonly CheckBox[] {
  const { call } = library
  const count = Math.min(MOST_ANNOTATIONS, call.FPDFPage_GetAnnotCount(page))
  const boxes: CheckBox[] = []
  for (let index = 0; index < count; index++) {
    const annotation = call.FPDFPage_GetAnnot(page, index)
    if (annotation === 0) continue
    const isField = call.FPDFAnnot_GetSubtype(annotation) === SUBTYPE.widget
    const isSeen = (call.FPDFAnnot_GetFlags(annotation) & HIDDEN_FLAGS) === 0
    const state = isField && isSeen ? stateOf(library, annotation) : undefined
    const box = state === undefined ? undefined : placeOf(library, annotation)
    if (box) boxes.push({ box, isTicked: state !== 'Off' })
    call.FPDFPage_CloseAnnot(annotation)
  }
  return boxes
}

/** Only fields that are on or off have one; its name for off is the same everywhere. */
function stateOf({ call, bytes }: PdfiumLibrary, annotation: Pointer): string | undefined {
  const key = call.malloc(KEY_BYTES + STATE_BYTES)
  bytes().set(Buffer.from('AS\0'), key)
  try {
    if (call.FPDFAnnot_HasKey(annotation, key) === 0) return undefined
    const value = key + KEY_BYTES
    const length = Math.min(STATE_BYTES, call.FPDFAnnot_GetStringValue(annotation, key, value, STATE_BYTES))
    return Buffer.from(bytes().subarray(value, value + Math.max(0, length - 2))).toString('utf16le')
  } finally {
    call.free(key)
  }
}

function placeOf({ call, floats, scratch }: PdfiumLibrary, annotation: Pointer): Box | undefined {
  if (call.FPDFAnnot_GetRect(annotation, scratch) === 0) return undefined
  const at = scratch >> 2
  const [left = 0, top = 0, right = 0, bottom = 0] = floats().subarray(at, at + 4)
  return { left, top, right, bottom }
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
