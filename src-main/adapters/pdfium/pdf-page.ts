import type { OpenPage, TextLayer } from '../../core/ports/document-reader.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { defaultDpi } from './default-dpi.ts'
import { findFullPageImage } from './find-full-page-image.ts'
import { flattenAnnotations } from './flatten-annotations.ts'
import { mayHidePrint } from './may-hide-print.ts'
import { readPageGeometry } from './page-geometry.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'
import { readTextLayer } from './read-text-layer.ts'
import { renderColour, renderGrey } from './render-page.ts'
import { takeFullPageImage } from './take-full-page-image.ts'
import { visibleImages } from './visible-images.ts'
import { withCheckBoxes } from './with-check-boxes.ts'

/** Loads one page of an open PDF. `pageInDocument` counts from 1. */
export function openPdfPage(library: PdfiumLibrary, document: Pointer, pageInDocument: number): OpenPage {
  return library.guard('page-unreadable', () => {
    const { handle, checkBoxes } = flattenAnnotations(
      library,
      loadPage(library, document, pageInDocument),
      () => loadPage(library, document, pageInDocument),
    )
    const page = { library, handle, document, geometry: readPageGeometry(library, handle) }
    const withBoxes = (layer: TextLayer | undefined) => withCheckBoxes(layer, checkBoxes, page.geometry)
    const guarded = <T>(run: () => T) => library.guard('page-unreadable', run)
    const mayHide = once(() => mayHidePrint(page))
    return {
      widthPt: page.geometry.widthPt,
      heightPt: page.geometry.heightPt,
      readTextLayer: () => guarded(() => withBoxes(readTextLayer(page))),
      drawRaster: dpi =>
        guarded(() => {
          const images = visibleImages(page)
          const found = images && findFullPageImage(page, images, dpi)
          return (
            (found && takeFullPageImage(page, found)) ??
            renderGrey(page, { dpi: dpi ?? defaultDpi(page, images), mayHidePrint: mayHide() })
          )
        }),
      drawArea: (area, dpi) => guarded(() => renderGrey(page, { dpi, area, mayHidePrint: mayHide() })),
      drawColour: maxSidePx => guarded(() => renderColour(page, maxSidePx)),
      close() {
        if (!library.isBroken) library.call.FPDF_ClosePage(handle)
      },
    }
  })
}

function loadPage(library: PdfiumLibrary, document: Pointer, pageInDocument: number): Pointer {
  const handle = library.call.FPDF_LoadPage(document, pageInDocument - 1)
  if (handle === 0)
    throw new ProblemError('page-unreadable', `page ${pageInDocument} of the file cannot be loaded`)
  return handle
}

function once<T>(run: () => T): () => T {
  let kept: { readonly value: T } | undefined
  return () => {
    kept ??= { value: run() }
    return kept.value
  }
}
