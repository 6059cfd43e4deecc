import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { paddleEngine } from '../src-main/adapters/engines/paddle/engine.ts'
import { layoutModel } from '../src-main/adapters/engines/paddle/layout-model.ts'
import { openModels } from '../src-main/adapters/engines/paddle/models.ts'
import { tableModel } from '../src-main/adapters/engines/paddle/table-model.ts'
import { recognisePage } from '../src-main/core/recognition/recognise-page.ts'
import type { RecognitionMode } from '../src-shared/contract/engine.ts'
import type { Page } from '../src-shared/contract/page.ts'
import { fileReader } from './draw-page.ts'

export type ReadPage = (file: string, pageInDocument: number, mode: RecognitionMode) => Promise<Page>

/** Gets the product's pipeline ready: warm models, readers for PDF and images. Text layers are not used. */
export async function startReading(modelDir: string | undefined): Promise<ReadPage> {
  const folder = modelDir ?? path.resolve(import.meta.dirname, '../resources/models')
  const models = await openModels(folder)
  await models.warm()
  const parts = { engine: paddleEngine(models), layout: layoutModel(folder), tableModel: tableModel(folder) }
  const reader = fileReader()
  return async (file, pageInDocument, mode) => {
    const document = await reader.open(file, null)
    try {
      const outcome = await recognisePage({
        document,
        source: { number: 1, documentNumber: 1, pageInDocument },
        settings: { mode, language: 'auto', dpi: null, forceOcr: true, prompt: '', engine: 'paddle' },
        ...parts,
        now: () => performance.now(),
      })
      if (outcome.kind === 'failed') throw new Error(`${file}: ${outcome.problem}`)
      return outcome.page
    } finally {
      document.close()
    }
  }
}
