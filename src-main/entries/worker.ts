import { performance } from 'node:perf_hooks'
import type { EngineName, ServedEngineName } from '../../src-shared/contract/engine.ts'
import type { ExecutionProvider } from '../../src-shared/contract/execution.ts'
import {
  babblingEngine,
  crashingEngine,
  greedyEngine,
  hangingEngine,
} from '../adapters/engines/bad/engines.ts'
import { engineOnProvider, type LoadedEngine } from '../adapters/engines/engine-on-provider.ts'
import { nullEngine } from '../adapters/engines/null/engine.ts'
import { paddleEngine } from '../adapters/engines/paddle/engine.ts'
import { layoutModel } from '../adapters/engines/paddle/layout-model.ts'
import { openModels } from '../adapters/engines/paddle/models.ts'
import { selfTest } from '../adapters/engines/paddle/self-test.ts'
import { tableModel } from '../adapters/engines/paddle/table-model.ts'
import { servedReplyReader } from '../adapters/engines/served/read-served-reply.ts'
import { imageReader } from '../adapters/images/image-reader.ts'
import { isPlainJpeg } from '../adapters/images/is-plain-jpeg.ts'
import { preparePicture } from '../adapters/images/prepare-picture.ts'
import { readFileHead } from '../adapters/images/read-file-head.ts'
import { readMarkup } from '../adapters/office/markdown/read-markup.ts'
import { officeReader } from '../adapters/office/office-reader.ts'
import { encodeFigure } from '../adapters/page-image/encode-figure.ts'
import { writeFigure } from '../adapters/page-image/write-figure.ts'
import { writeFramedPage } from '../adapters/page-image/write-framed-page.ts'
import { writePageImage } from '../adapters/page-image/write-page-image.ts'
import { pdfiumReader } from '../adapters/pdfium/pdfium-reader.ts'
import { pictureShrinker } from '../adapters/pdfium/picture-shrinker.ts'
import { writeSearchablePdf } from '../adapters/pdfium/write-searchable-pdf.ts'
import { systemClock } from '../adapters/system/system-clock.ts'
import { judgeProvider } from '../core/execution/judge-provider.ts'
import type { TextEngine } from '../core/ports/text-engine.ts'
import { readerByMediaType } from '../core/recognition/choose-reader.ts'
import { runWorker } from '../worker/run-worker.ts'

type WorkerEngine = Exclude<EngineName, ServedEngineName>

function engines(paddle: TextEngine): Record<WorkerEngine, () => Promise<TextEngine>> {
  return {
    paddle: async () => paddle,
    // Pages without a text layer have no text for it.
    'text-layer': async () => nullEngine,
    null: async () => nullEngine,
    'bad-crash': async () => crashingEngine,
    'bad-hang': async () => hangingEngine,
    'bad-memory': async () => greedyEngine,
    'bad-garbage': async () => babblingEngine,
  }
}

async function openPaddle(modelsDir: string, provider: ExecutionProvider): Promise<LoadedEngine> {
  const models = await openModels(modelsDir, provider)
  return { ...paddleEngine(models), warm: () => models.warm() }
}

void runWorker(({ modelsDir, provider = 'cpu' }, tell) => {
  const paddle = engineOnProvider({
    provider,
    open: wanted => openPaddle(modelsDir, wanted),
    onFallBack: detail => tell({ kind: 'fell-back', detail }),
  })
  const engineOf = engines(paddle)
  return {
    reader: readerByMediaType(readFileHead, {
      pdf: pdfiumReader(),
      image: imageReader(pictureShrinker()),
      office: officeReader(preparePicture),
    }),
    engineOf: name => engineOf[name](),
    writePageImage,
    writeFramedPage,
    writeFigure,
    encodeFigure,
    layout: layoutModel(modelsDir),
    tableModel: tableModel(modelsDir),
    writeSearchablePdf,
    readServedReply: servedReplyReader(readMarkup),
    isPlainJpeg,
    now: () => performance.now(),
    report: error => console.error(error),
    warm: () => paddle.warm(),
    probe: candidate =>
      judgeProvider(candidate, selfTest(modelsDir), { ...systemClock, now: () => performance.now() }),
  }
})
