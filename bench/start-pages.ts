import path from 'node:path'
import { paddleEngine } from '../src-main/adapters/engines/paddle/engine.ts'
import { layoutModel } from '../src-main/adapters/engines/paddle/layout-model.ts'
import { openModels } from '../src-main/adapters/engines/paddle/models.ts'
import { tableModel } from '../src-main/adapters/engines/paddle/table-model.ts'
import { imageReader } from '../src-main/adapters/images/image-reader.ts'
import { pdfiumReader } from '../src-main/adapters/pdfium/pdfium-reader.ts'
import type { OpenDocument } from '../src-main/core/ports/document-reader.ts'
import { structureMarker } from '../src-main/core/structure/document-structure.ts'
import { findStructure } from '../src-main/core/structure/find-structure.ts'
import { pageFacts } from '../src-main/core/structure/page-facts.ts'
import type { Page } from '../src-shared/contract/page.ts'
import { readDocument } from './read-document.ts'

const MODELS = path.resolve(import.meta.dirname, '../resources/models')

export type ReadPages = (file: string) => Promise<Page[]>

/** Gets the product's pipeline ready: all pages of a file, from text layers or pixels, with what they tell together. */
export async function startPages({
  isScanned = false,
}: {
  readonly isScanned?: boolean
} = {}): Promise<ReadPages> {
  const models = await openModels(MODELS)
  await models.warm()
  const engine = paddleEngine(models)
  const parts = { engine, layout: layoutModel(MODELS), tableModel: tableModel(MODELS) }
  return async file => {
    const reader = file.endsWith('.pdf') ? pdfiumReader() : imageReader()
    const document = await reader.open(file, null)
    try {
      const numbers = Array.from({ length: document.pageCount }, (_, index) => index + 1)
      return markPages(await readDocument(isScanned ? withoutLayers(document) : document, parts, numbers))
    } finally {
      document.close()
    }
  }
}

/** The document as if it were a scan. */
const withoutLayers = (document: OpenDocument): OpenDocument => ({
  ...document,
  openPage: number => ({ ...document.openPage(number), readTextLayer: () => undefined }),
})

/** The pages with what only all of them together tell. */
export function markPages(pages: readonly Page[]): Page[] {
  return pages.map(structureMarker(findStructure(pages.map(pageFacts))))
}
