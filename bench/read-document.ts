import { performance } from 'node:perf_hooks'
import type { OpenDocument } from '../src-main/core/ports/document-reader.ts'
import { type RecognisePageRequest, recognisePage } from '../src-main/core/recognition/recognise-page.ts'
import type { Page } from '../src-shared/contract/page.ts'

/** What reads a page. */
export type ReadingParts = Pick<RecognisePageRequest, 'engine' | 'layout' | 'tableModel'>

/** Reads these pages of an open document as the product does, text layers included. Pages that fail are left out. */
export async function readDocument(
  document: OpenDocument,
  parts: ReadingParts,
  pages: readonly number[],
): Promise<Page[]> {
  const read: Page[] = []
  for (const pageInDocument of pages) {
    const outcome = await recognisePage({
      document,
      source: { number: pageInDocument, documentNumber: 1, pageInDocument },
      settings: {
        mode: 'balanced',
        language: 'auto',
        dpi: null,
        forceOcr: false,
        prompt: '',
        engine: 'paddle',
      },
      ...parts,
      now: () => performance.now(),
    })
    if (outcome.kind !== 'failed') read.push(outcome.page)
  }
  return read
}
