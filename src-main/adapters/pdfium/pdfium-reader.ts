import type { DocumentReader } from '../../core/ports/document-reader.ts'
import { openPdf } from './pdf-document.ts'
import { loadPdfium, type PdfiumLibrary } from './pdfium-library.ts'

/** Reads PDF files with PDFium (WebAssembly), by blocks from the disk. The library starts with the first file. */
export function pdfiumReader(): DocumentReader {
  let library: PdfiumLibrary | undefined
  return {
    async open(path, password) {
      if (library === undefined || library.isBroken) library = await loadPdfium()
      return openPdf(library, path, password)
    },
  }
}
