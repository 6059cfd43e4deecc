import { rm } from 'node:fs/promises'
import { Check } from 'typebox/value'
import type { EngineName, ServedEngineName } from '../../src-shared/contract/engine.ts'
import { type PageSource, WorkerCall, type WorkerReply } from '../../src-shared/contract/worker-wire.ts'
import type { DocumentReader } from '../core/ports/document-reader.ts'
import type { EncodeFigure } from '../core/ports/encode-figure.ts'
import type { LayoutModel } from '../core/ports/layout-model.ts'
import type { ReadServedReply } from '../core/ports/read-served-reply.ts'
import type { TableModel } from '../core/ports/table-model.ts'
import type { TextEngine } from '../core/ports/text-engine.ts'
import type { WriteFigure } from '../core/ports/write-figure.ts'
import type { WriteFramedPage } from '../core/ports/write-framed-page.ts'
import type { WritePageImage } from '../core/ports/write-page-image.ts'
import type { WriteSearchablePdf } from '../core/ports/write-searchable-pdf.ts'
import { ProblemError } from '../core/problem-error.ts'
import { colourOfGrey } from '../core/recognition/images/colour-of-grey.ts'
import { turnColour } from '../core/recognition/images/turn-colour.ts'
import { inspectDocument } from '../core/recognition/inspection/inspect-document.ts'
import { recognisePage } from '../core/recognition/recognise-page.ts'
import { isServedEngine } from '../core/served/served-chain.ts'
import { isRotation } from './is-rotation.ts'
import { type OpenFiles, openFiles } from './open-files.ts'
import { pageForOthers } from './page-for-others.ts'
import { pictureOfPage } from './picture-of-page.ts'
import { problemOfError } from './problem-of-error.ts'
import { readReply } from './read-reply.ts'

export interface PageWorkerParts {
  readonly reader: DocumentReader
  readonly engineOf: (name: Exclude<EngineName, ServedEngineName>) => Promise<TextEngine>
  readonly writePageImage: WritePageImage
  readonly writeFramedPage: WriteFramedPage
  readonly writeFigure: WriteFigure
  readonly encodeFigure: EncodeFigure
  readonly layout: LayoutModel
  readonly tableModel: TableModel
  readonly writeSearchablePdf: WriteSearchablePdf
  readonly readServedReply: ReadServedReply
  readonly isPlainJpeg: (path: string) => Promise<boolean>
  readonly now: () => number
  /** For what the log should know and the user should not. */
  readonly report: (error: unknown) => void
}

/** Answers one call after the other. What is not understood is reported and not answered, unless it bears an id. */
export function pageWorker(parts: PageWorkerParts, post: (reply: WorkerReply) => void) {
  const files = openFiles(parts.reader)
  let last: Promise<void> = Promise.resolve()
  return (message: unknown): Promise<void> => {
    last = last.then(async () => {
      const reply = await answer(parts, files, message)
      if (reply) post(reply)
    })
    return last
  }
}

async function answer(
  parts: PageWorkerParts,
  files: OpenFiles,
  message: unknown,
): Promise<WorkerReply | undefined> {
  if (!Check(WorkerCall, message)) {
    parts.report(new Error('a message was not understood'))
    return undefined
  }
  try {
    switch (message.kind) {
      case 'inspect':
        return await inspect(parts, message)
      case 'recognise':
        return await recognise(parts, files, message)
      case 'read-reply':
        return {
          kind: 'reply-read',
          callId: message.callId,
          verdict: await readReply({ ...parts, files }, message),
        }
      case 'render':
        return await render(parts, files, message)
      case 'write-pdf':
        return await writePdf(parts, files, message)
    }
  } catch (error) {
    parts.report(error)
    files.forget()
    const { problem, detail } = problemOfError(error)
    if (message.kind !== 'recognise') return { kind: 'refused', callId: message.callId, problem, detail }
    return { kind: 'recognised', callId: message.callId, outcome: { kind: 'failed', problem, detail } }
  }
}

type CallOf<Kind extends WorkerCall['kind']> = Extract<WorkerCall, { kind: Kind }>

async function inspect(parts: PageWorkerParts, call: CallOf<'inspect'>): Promise<WorkerReply> {
  const inspection = await inspectDocument(parts.reader, call)
  return { kind: 'inspected', callId: call.callId, inspection }
}

async function recognise(
  parts: PageWorkerParts,
  files: OpenFiles,
  call: CallOf<'recognise'>,
): Promise<WorkerReply> {
  const { source } = call
  // A served engine is elsewhere: what comes here is drawn for it, or read by the embedded one.
  const name = isServedEngine(call.settings.engine) ? 'paddle' : call.settings.engine
  const settings = { ...call.settings, engine: name }
  const engine = await parts.engineOf(name)
  const document = await files.open(source)
  const { imagesDir } = source
  const picture = call.picture && pageForOthers(call.picture, engine, parts.writePageImage)
  const outcome = await recognisePage({
    ...{ document, source, settings, engine, now: parts.now },
    encodeFigure: parts.encodeFigure,
    ...(name === 'paddle' ? { layout: parts.layout, tableModel: parts.tableModel } : {}),
    ...(imagesDir === undefined ? {} : { keepFigure: image => parts.writeFigure(imagesDir, image) }),
    ...(picture ? { handOver: picture.draw } : {}),
  })
  const written = picture?.written()
  if (!written || outcome.kind === 'failed') return { kind: 'recognised', callId: call.callId, outcome }
  return { kind: 'pictured', callId: call.callId, page: outcome.page, ...written }
}

async function render(
  parts: PageWorkerParts,
  files: OpenFiles,
  call: CallOf<'render'>,
): Promise<WorkerReply> {
  const { callId, outputPath, maxSidePx, overlay } = call
  const image = await drawPage(files, call.source, maxSidePx)
  const rotation = ((call.rotation % 360) + 360) % 360
  const upright = isRotation(rotation) ? turnColour(image, rotation) : image
  const written = overlay
    ? await parts.writeFramedPage(upright, outputPath, overlay)
    : await parts.writePageImage(upright, outputPath, maxSidePx)
  return { kind: 'rendered', callId, ...written }
}

async function writePdf(
  parts: PageWorkerParts,
  files: OpenFiles,
  { callId, order }: CallOf<'write-pdf'>,
): Promise<WorkerReply> {
  const scratchPath = `${order.outputPath}.jpg`
  const draw = (source: PageSource, maxSidePx: number) => drawPage(files, source, maxSidePx)
  try {
    await parts.writeSearchablePdf(order, pictureOfPage({ ...parts, draw, scratchPath }))
  } finally {
    await rm(scratchPath, { force: true })
  }
  return { kind: 'pdf-written', callId }
}

const POINTS_PER_INCH = 72

async function drawPage(files: OpenFiles, source: PageSource, maxSidePx: number) {
  const document = await files.open(source)
  const page = document.openPage(source.pageInDocument)
  try {
    if (page.readContent) throw new ProblemError('no-page-image')
    await page.prepareDrawing?.()
    if (page.drawColour) return page.drawColour(maxSidePx)
    const dpi = (maxSidePx * POINTS_PER_INCH) / Math.max(page.widthPt, page.heightPt, 1)
    return colourOfGrey(page.drawRaster(Math.max(1, Math.round(dpi))).image)
  } finally {
    page.close()
  }
}
