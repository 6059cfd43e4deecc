import { describe, expect, it } from 'vitest'
import type { PageOutcome } from '../../src-shared/contract/page.ts'
import type { WorkerReply } from '../../src-shared/contract/worker-wire.ts'
import type { DocumentReader, OpenPage } from '../core/ports/document-reader.ts'
import type { ReadLinesResult, TextEngine } from '../core/ports/text-engine.ts'
import { ProblemError } from '../core/problem-error.ts'
import { pageWorker } from './page-worker.ts'

const SETTINGS = {
  mode: 'balanced',
  language: 'auto',
  dpi: null,
  forceOcr: false,
  prompt: '',
  engine: 'paddle',
} as const
const NOTHING: ReadLinesResult = { lines: [], rotation: 0, skewDegrees: 0, notices: [] }

function callFor(path: string, callId = 1) {
  const source = {
    path,
    mediaType: 'image/png',
    password: null,
    pageInDocument: 1,
    number: 4,
    documentNumber: 2,
  }
  return { kind: 'recognise', callId, source, settings: SETTINGS }
}

function workerWith(readLines: TextEngine['readLines'] = async () => NOTHING) {
  const opened: string[] = []
  const closed: string[] = []
  const reported: unknown[] = []
  const reader: DocumentReader = {
    async open(path) {
      if (path === 'locked.pdf') throw new ProblemError('password-needed', 'locked')
      opened.push(path)
      const page = inkedPage()
      return { mediaType: 'image/png', pageCount: 1, openPage: () => page, close: () => closed.push(path) }
    },
  }
  const replies: WorkerReply[] = []
  const work = pageWorker(
    {
      reader,
      engineOf: async () => ({ readLines }),
      writePageImage: async () => ({ widthPx: 1, heightPx: 1, mediaType: 'image/jpeg' }),
      writeFramedPage: async () => ({ widthPx: 2, heightPx: 2, mediaType: 'image/png' }),
      writeFigure: async () => {},
      encodeFigure: async () => ({ bytes: new Uint8Array(), extension: 'png', widthPx: 1, heightPx: 1 }),
      layout: { findBoxes: async () => [] },
      tableModel: { readGrid: async () => undefined },
      writeSearchablePdf: async () => {},
      readServedReply: () => ({ kind: 'useless', because: 'nobody asked' }),
      isPlainJpeg: async () => false,
      now: () => 0,
      report: error => reported.push(error),
    },
    reply => replies.push(reply),
  )
  return { work, opened, closed, reported, replies }
}

function inkedPage(): OpenPage {
  const pixels = Uint8Array.from({ length: 100 * 100 }, (_, i) => (i % 7 === 0 ? 0 : 255))
  const image = { widthPx: 100, heightPx: 100, pixels }
  return {
    widthPt: 36,
    heightPt: 36,
    readTextLayer: () => undefined,
    drawRaster: () => ({ image, dpi: 200, isEmbeddedImage: true }),
    close() {},
  }
}

function outcomes(replies: readonly WorkerReply[]): PageOutcome[] {
  return replies.flatMap(reply => (reply.kind === 'recognised' ? [reply.outcome] : []))
}

describe('pageWorker', () => {
  it('numbers the page as the call does', async () => {
    const { work, replies } = workerWith()

    await work(callFor('a.png'))

    expect(outcomes(replies)).toMatchObject([
      { kind: 'recognised', page: { number: 4, documentNumber: 2, pageInDocument: 1, engine: 'paddle' } },
    ])
  })

  it('keeps a document open for its next page and closes it for another', async () => {
    const { work, opened, closed } = workerWith()

    await work(callFor('a.png', 1))
    await work(callFor('a.png', 2))
    await work(callFor('b.png', 3))

    expect(opened).toEqual(['a.png', 'b.png'])
    expect(closed).toEqual(['a.png'])
  })

  it('answers in the order of the calls', async () => {
    const { work, replies } = workerWith()

    await Promise.all([1, 2, 3].map(callId => work(callFor('a.png', callId))))

    expect(replies.map(reply => 'callId' in reply && reply.callId)).toEqual([1, 2, 3])
  })

  it('names a problem it knows and hides what it does not', async () => {
    const { work, replies, reported } = workerWith(async () => {
      throw new TypeError('secret detail of /home/user')
    })

    await work(callFor('locked.pdf', 1))
    await work(callFor('a.png', 2))

    expect(outcomes(replies)).toEqual([
      { kind: 'failed', problem: 'password-needed', detail: 'locked' },
      { kind: 'failed', problem: 'internal', detail: 'TypeError' },
    ])
    expect(reported).toHaveLength(2)
  })

  it('calls nonsense of an engine nonsense, and reads the next page', async () => {
    let isFirst = true
    const { work, replies } = workerWith(async () => {
      const box = { left: Number.NaN, top: 0, right: 1, bottom: 1 }
      const lines = isFirst ? [{ text: 'x', box, confidence: 1, words: [] }] : []
      isFirst = false
      return { ...NOTHING, lines }
    })

    await work(callFor('a.png', 1))
    await work(callFor('a.png', 2))

    expect(outcomes(replies)).toMatchObject([
      { kind: 'failed', problem: 'engine-garbage' },
      { kind: 'recognised' },
    ])
  })

  it.each([undefined, 'recognise', { kind: 'recognise', callId: 1 }, { kind: 'explode', callId: 1 }])(
    'does not answer %j',
    async message => {
      const { work, replies, reported } = workerWith()

      await work(message)

      expect(replies).toEqual([])
      expect(reported).toHaveLength(1)
    },
  )
})
