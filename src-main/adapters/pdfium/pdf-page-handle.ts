import type { PageGeometry } from './page-geometry.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

/** A loaded page, as the files of this folder pass it among themselves. */
export interface PdfPageHandle {
  readonly library: PdfiumLibrary
  readonly handle: Pointer
  /** The file that the page is of. */
  readonly document: Pointer
  readonly geometry: PageGeometry
}
