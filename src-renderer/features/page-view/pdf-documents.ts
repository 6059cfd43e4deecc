import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl

export type PdfDocument = pdfjs.PDFDocumentProxy

/** Opens a PDF by ranges: only what is drawn is fetched. Its scripts, links and forms stay dead. */
export function openPdf(url: string): {
  readonly document: Promise<PdfDocument>
  readonly close: () => void
} {
  const files = new URL('pdfjs/', document.baseURI).href
  const task = pdfjs.getDocument({
    url,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    cMapUrl: `${files}cmaps/`,
    standardFontDataUrl: `${files}standard_fonts/`,
    wasmUrl: `${files}wasm/`,
    iccUrl: `${files}iccs/`,
  })
  return { document: task.promise, close: () => void task.destroy() }
}
