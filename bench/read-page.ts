import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { paddleEngine } from '../src-main/adapters/engines/paddle/engine.ts'
import { openModels } from '../src-main/adapters/engines/paddle/models.ts'
import { imageReader } from '../src-main/adapters/images/image-reader.ts'
import { preparePicture } from '../src-main/adapters/images/prepare-picture.ts'
import { readFileHead } from '../src-main/adapters/images/read-file-head.ts'
import { officeReader } from '../src-main/adapters/office/office-reader.ts'
import { pdfiumReader } from '../src-main/adapters/pdfium/pdfium-reader.ts'
import { readerByMediaType } from '../src-main/core/recognition/choose-reader.ts'
import { recognisePage } from '../src-main/core/recognition/recognise-page.ts'
import type { RecognitionMode } from '../src-shared/contract/engine.ts'
import type { Page } from '../src-shared/contract/page.ts'

/** What was read from a page: its lines in reading order, and a report for people. */
export interface PageReading {
  readonly lines: string
  readonly report: string
}

export type ReadPage = (file: string, pageInDocument: number, mode: RecognitionMode) => Promise<PageReading>

/** Gets the product's pipeline ready: warm models, readers for PDF and images. Text layers are not used. */
export async function startReading(): Promise<ReadPage> {
  const models = await openModels(path.resolve(import.meta.dirname, '../resources/models'))
  await models.warm()
  const engine = paddleEngine(models)
  const reader = readerByMediaType(readFileHead, {
    pdf: pdfiumReader(),
    image: imageReader(),
    office: officeReader(preparePicture),
  })
  return async (file, pageInDocument, mode) => {
    const document = await reader.open(file, null)
    try {
      const outcome = await recognisePage({
        document,
        source: { number: 1, documentNumber: 1, pageInDocument },
        settings: { mode, language: 'auto', dpi: null, forceOcr: true, prompt: '', engine: 'paddle' },
        engine,
        now: () => performance.now(),
      })
      if (outcome.kind === 'failed') throw new Error(`${file}: ${outcome.problem}`)
      return { lines: linesOf(outcome.page), report: reportOn(outcome.page) }
    } finally {
      document.close()
    }
  }
}

function linesOf(page: Page): string {
  return page.regions.flatMap(region => region.lines.map(line => line.text)).join('\n')
}

function reportOn({ regions, ...page }: Page): string {
  const blocks = regions.map(({ category, level, box, text, lines }) => {
    const place = `${Math.round(box.left)},${Math.round(box.top)}`
    const read = lines.map(line => `    ${line.confidence.toFixed(2)} ${line.model} ${line.text}`)
    return [`[${category}${level ?? ''} ${place}] ${text}`, ...read].join('\n')
  })
  return `${blocks.join('\n')}\n\n${JSON.stringify(page, null, 1)}\n`
}
