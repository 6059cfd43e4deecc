import type { OutlineEntry } from '../../core/ports/document-reader.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

/** A longer outline is cut off: no book has one, and damaged files make them without end. */
const MOST_ENTRIES = 20_000
const DEEPEST = 12
const TITLE_BYTES = 1024

/** An entry that is still to be looked at. */
interface Step {
  readonly bookmark: Pointer
  readonly level: number
}

/** Reads a PDF's outline in the order in which a reader shows it. Entries that lead out of the file are left out. */
export function readOutline(library: PdfiumLibrary, document: Pointer): readonly OutlineEntry[] {
  const { call } = library
  const entries: OutlineEntry[] = []
  const seen = new Set<Pointer>()
  const steps: Step[] = [{ bookmark: call.FPDFBookmark_GetFirstChild(document, 0), level: 1 }]
  for (let step = steps.pop(); step && seen.size < MOST_ENTRIES; step = steps.pop()) {
    const { bookmark, level } = step
    if (bookmark === 0 || seen.has(bookmark)) continue
    seen.add(bookmark)
    const title = titleOf(library, bookmark)
    const page = pageOf(library, document, bookmark)
    if (title !== '' && page !== undefined) entries.push({ title, level, pageInDocument: page })
    steps.push({ bookmark: call.FPDFBookmark_GetNextSibling(document, bookmark), level })
    if (level < DEEPEST)
      steps.push({ bookmark: call.FPDFBookmark_GetFirstChild(document, bookmark), level: level + 1 })
  }
  return entries
}

function titleOf({ call, bytes }: PdfiumLibrary, bookmark: Pointer): string {
  const buffer = call.malloc(TITLE_BYTES)
  const length = call.FPDFBookmark_GetTitle(bookmark, buffer, TITLE_BYTES)
  // PDFium writes nothing where the room is too small.
  const title =
    length > 2 && length <= TITLE_BYTES
      ? Buffer.from(bytes().subarray(buffer, buffer + length - 2)).toString('utf16le')
      : ''
  call.free(buffer)
  return title.replace(/\s+/g, ' ').trim()
}

function pageOf({ call }: PdfiumLibrary, document: Pointer, bookmark: Pointer): number | undefined {
  const direct = call.FPDFBookmark_GetDest(document, bookmark)
  const action = direct === 0 ? call.FPDFBookmark_GetAction(bookmark) : 0
  const destination = action === 0 ? direct : call.FPDFAction_GetDest(document, action)
  if (destination === 0) return undefined
  const index = call.FPDFDest_GetDestPageIndex(document, destination)
  return index >= 0 ? index + 1 : undefined
}
