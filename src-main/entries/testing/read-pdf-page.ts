import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import type { Page } from '../../../src-shared/contract/page.ts'
import { paddleEngine } from '../../adapters/engines/paddle/engine.ts'
import { openModels } from '../../adapters/engines/paddle/models.ts'
import { stream } from '../../adapters/pdfium/pdf-fixture.ts'
import { pdfiumReader } from '../../adapters/pdfium/pdfium-reader.ts'
import type { GreyImage } from '../../core/ports/document-reader.ts'
import type { TextEngine } from '../../core/ports/text-engine.ts'
import { recognisePage } from '../../core/recognition/recognise-page.ts'

const models = await openModels('resources/models')
const reader = pdfiumReader()

/** The real engine, with the number of pictures that it was given. */
export function countingEngine(): { readonly engine: TextEngine; count(): number } {
  let count = 0
  const paddle = paddleEngine(models)
  return {
    engine: {
      async readLines(request) {
        count += 1
        return await paddle.readLines(request)
      },
    },
    count: () => count,
  }
}

/** For a test file: a function that reads the first page of a PDF as the product does. */
export function pdfPageReader(): (pdf: Buffer, engine?: TextEngine) => Promise<Page> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-read-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let fileCount = 0
  return async (pdf, engine = countingEngine().engine) => {
    const file = path.join(folder, `${++fileCount}.pdf`)
    writeFileSync(file, pdf)
    const document = await reader.open(file, null)
    try {
      const outcome = await recognisePage({
        ...{ document, engine, now: () => performance.now() },
        source: { number: 1, documentNumber: 1, pageInDocument: 1 },
        settings: {
          ...{ mode: 'balanced', language: 'auto', dpi: null, forceOcr: false, prompt: '', engine: 'paddle' },
        },
      })
      if (outcome.kind === 'failed') throw new Error(outcome.detail)
      return outcome.page
    } finally {
      document.close()
    }
  }
}

/** A grey picture as an object of a PDF. */
export function imageObject({ widthPx, heightPx, pixels }: GreyImage): Buffer {
  const entries = `/Type/XObject/Subtype/Image/Width ${widthPx}/Height ${heightPx}/ColorSpace/DeviceGray/BitsPerComponent 8`
  return stream(entries, Buffer.from(pixels))
}
