import type { OpenDocument, OutlineEntry } from '../../core/ports/document-reader.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { openFileAccess } from './file-access.ts'
import { openPdfPage } from './pdf-page.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'
import { readOutline } from './read-outline.ts'

/** What FPDF_GetLastError says. */
const PASSWORD_ERROR = 4
const SECURITY_ERROR = 5
/** Characters that RFC 3454, table B.1, drops from passwords: soft hyphens, joiners, marks of byte order. */
const MAPPED_TO_NOTHING = /[\u00AD\u1806\u200B\u200C\u2060\uFEFF]|\u200D/gu

/** Opens a PDF file. Close it to give the memory and the file back. */
export function openPdf(library: PdfiumLibrary, path: string, password: string | null): OpenDocument {
  const access = openFileAccess(library, path)
  try {
    const handle = library.guard('damaged-file', () => loadDocument(library, access.pointer, password))
    const pageCount = library.guard('damaged-file', () => countPages(library, handle))
    let outline: readonly OutlineEntry[] | undefined
    return {
      mediaType: 'application/pdf',
      pageCount,
      outline() {
        outline ??= library.guard('damaged-file', () => readOutline(library, handle))
        return outline
      },
      openPage: pageInDocument => openPdfPage(library, handle, pageInDocument),
      close() {
        if (!library.isBroken) library.call.FPDF_CloseDocument(handle)
        access.close()
      },
    }
  } catch (error) {
    access.close()
    throw error
  }
}

/** PDFium's handle of the document. Throws password-needed, password-wrong, damaged-file, not-supported. */
export function loadDocument(library: PdfiumLibrary, access: Pointer, password: string | null): Pointer {
  for (const bytes of passwordEncodings(password)) {
    const handle = withCString(library, bytes, text => library.call.FPDF_LoadCustomDocument(access, text))
    if (handle !== 0) return handle
    const error = library.call.FPDF_GetLastError()
    if (error === PASSWORD_ERROR) continue
    if (error === SECURITY_ERROR) {
      throw new ProblemError('not-supported', 'the PDF is protected in a way that needs other software')
    }
    throw new ProblemError('damaged-file', 'it has no readable PDF structure')
  }
  throw new ProblemError(password === null || password === '' ? 'password-needed' : 'password-wrong')
}

/** Newer protection takes passwords in UTF-8, prepared by RFC 4013; older in a one-byte code whose letters are those of Latin-1. */
function passwordEncodings(password: string | null): readonly Buffer[] {
  const text = password ?? ''
  const prepared = text
    .replace(MAPPED_TO_NOTHING, '')
    .replace(/\p{Zs}/gu, ' ')
    .normalize('NFKC')
  const encodings = [Buffer.from(prepared, 'utf8'), Buffer.from(text, 'utf8'), Buffer.from(text, 'latin1')]
  return encodings.filter((bytes, index) => encodings.findIndex(other => other.equals(bytes)) === index)
}

function withCString<T>(library: PdfiumLibrary, text: Buffer, use: (pointer: Pointer) => T): T {
  const pointer = library.call.malloc(text.length + 1)
  library.bytes().set(text, pointer)
  library.bytes()[pointer + text.length] = 0
  try {
    return use(pointer)
  } finally {
    library.call.free(pointer)
  }
}

/** The count that the file claims, unless most of the claimed pages are not there. */
function countPages(library: PdfiumLibrary, handle: Pointer): number {
  const claimed = library.call.FPDF_GetPageCount(handle)
  if (claimed <= 0) throw new ProblemError('no-pages', 'none can be found in the file')
  const isThere = (index: number) =>
    library.call.FPDF_GetPageSizeByIndexF(handle, index, library.scratch) !== 0
  if (claimed === 1 || isThere(claimed - 1)) return claimed
  let present = 0
  let missing = claimed - 1
  while (missing - present > 1) {
    const middle = (present + missing) >> 1
    if (isThere(middle)) present = middle
    else missing = middle
  }
  return missing < claimed / 2 ? missing : claimed
}
