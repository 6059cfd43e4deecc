import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page, PageOutcome } from '../../../../src-shared/contract/page.ts'
import type { ContentImage } from '../../../core/ports/document-reader.ts'
import type { PreparePicture } from '../../../core/ports/prepare-picture.ts'
import { recognisePage } from '../../../core/recognition/recognise-page.ts'
import { officeReader } from '../office-reader.ts'

/** What a file came to. */
export interface OfficeReading {
  readonly mediaType: string
  readonly pages: readonly Page[]
  readonly images: readonly ContentImage[]
}

/** Stands in for the decoder: all that begins as a PNG does is one of 2 × 1 pixels. */
const preparePng: PreparePicture = async bytes =>
  bytes[0] === 0x89 ? { bytes, extension: 'png', widthPx: 2, heightPx: 1 } : undefined

/** Writes the file and reads all its pages as a worker does. */
export async function readOffice(name: string, bytes: Uint8Array | string): Promise<OfficeReading> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-office-'))
  try {
    const file = path.join(folder, 'input')
    writeFileSync(file, bytes)
    const document = await officeReader(preparePng).open(file, null, { name })
    const images: ContentImage[] = []
    const pages: Page[] = []
    for (let number = 1; number <= document.pageCount; number++) {
      const outcome = await recognisePage({
        document,
        source: { number, documentNumber: 1, pageInDocument: number },
        settings: SETTINGS,
        engine: noEngine,
        keepFigure: async image => {
          images.push(image)
        },
        now: () => 0,
      })
      pages.push(pageOf(outcome))
    }
    document.close()
    return { mediaType: document.mediaType, pages, images }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const SETTINGS = {
  mode: 'balanced',
  language: 'auto',
  dpi: null,
  forceOcr: false,
  prompt: '',
  engine: 'paddle',
} as const

const noEngine = {
  async readLines(): Promise<never> {
    throw new Error('a document without a look has no pixels')
  },
}

function pageOf(outcome: PageOutcome): Page {
  if (outcome.kind === 'failed') throw new Error(`${outcome.problem} ${outcome.detail}`)
  return outcome.page
}
