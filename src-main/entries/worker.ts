import { performance } from 'node:perf_hooks'
import type { EngineName } from '../../src-shared/contract/engine.ts'
import {
  babblingEngine,
  crashingEngine,
  greedyEngine,
  hangingEngine,
} from '../adapters/engines/bad/engines.ts'
import { nullEngine } from '../adapters/engines/null/engine.ts'
import { paddleEngine } from '../adapters/engines/paddle/engine.ts'
import { type Models, openModels } from '../adapters/engines/paddle/models.ts'
import { imageReader } from '../adapters/images/image-reader.ts'
import { isPlainJpeg } from '../adapters/images/is-plain-jpeg.ts'
import { preparePicture } from '../adapters/images/prepare-picture.ts'
import { readFileHead } from '../adapters/images/read-file-head.ts'
import { officeReader } from '../adapters/office/office-reader.ts'
import { writeFigure } from '../adapters/page-image/write-figure.ts'
import { writeFramedPage } from '../adapters/page-image/write-framed-page.ts'
import { writePageImage } from '../adapters/page-image/write-page-image.ts'
import { pdfiumReader } from '../adapters/pdfium/pdfium-reader.ts'
import { writeSearchablePdf } from '../adapters/pdfium/write-searchable-pdf.ts'
import type { TextEngine } from '../core/ports/text-engine.ts'
import { readerByMediaType } from '../core/recognition/choose-reader.ts'
import { runWorker } from '../worker/run-worker.ts'

function engines(models: () => Promise<Models>): Record<EngineName, () => Promise<TextEngine>> {
  return {
    paddle: async () => paddleEngine(await models()),
    // Pages without a text layer have no text for it.
    'text-layer': async () => nullEngine,
    null: async () => nullEngine,
    'bad-crash': async () => crashingEngine,
    'bad-hang': async () => hangingEngine,
    'bad-memory': async () => greedyEngine,
    'bad-garbage': async () => babblingEngine,
  }
}

void runWorker(({ modelsDir }) => {
  let opened: Promise<Models> | undefined
  const models = () => {
    opened ??= openModels(modelsDir)
    return opened
  }
  const engineOf = engines(models)
  return {
    reader: readerByMediaType(readFileHead, {
      pdf: pdfiumReader(),
      image: imageReader(),
      office: officeReader(preparePicture),
    }),
    engineOf: name => engineOf[name](),
    writePageImage,
    writeFramedPage,
    writeFigure,
    writeSearchablePdf,
    isPlainJpeg,
    now: () => performance.now(),
    report: error => console.error(error),
    warm: async () => (await models()).warm(),
  }
})
