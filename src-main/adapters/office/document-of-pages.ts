import type { OpenDocument, PageContent } from '../../core/ports/document-reader.ts'
import { ProblemError } from '../../core/problem-error.ts'

/** A page of a document that has text but no look. */
export interface WrittenPage {
  readonly widthPt: number
  readonly heightPt: number
  /** `pageNumber` is the page's number in its job, by which its pictures are named. */
  readContent(pageNumber: number): Promise<PageContent>
}

interface WrittenDocument {
  readonly mediaType: string
  readonly pages: readonly WrittenPage[]
  readonly close?: () => void
}

/** A4 upright: the size of pages that have none of their own. */
export const NOMINAL_PAGE = { widthPt: 595, heightPt: 842 } as const

/** These pages as an open document. */
export function documentOfPages({ mediaType, pages, close }: WrittenDocument): OpenDocument {
  return {
    mediaType,
    pageCount: pages.length,
    openPage(pageInDocument) {
      const page = pages[pageInDocument - 1]
      if (!page) throw new ProblemError('page-unreadable', `page ${pageInDocument} is not in the file`)
      return {
        widthPt: page.widthPt,
        heightPt: page.heightPt,
        readContent: pageNumber => page.readContent(pageNumber),
        readTextLayer: () => undefined,
        drawRaster() {
          throw new ProblemError('no-page-image')
        },
        close: () => {},
      }
    },
    close: () => close?.(),
  }
}
