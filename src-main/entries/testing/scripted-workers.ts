import { readFileSync } from 'node:fs'
import type { Page, PageOutcome } from '../../../src-shared/contract/page.ts'
import type { PageSource, WorkerCall } from '../../../src-shared/contract/worker-wire.ts'
import type { SpawnWorker, WorkerExit } from '../../core/ports/spawn-worker.ts'

/** What a scripted worker does with a page: answers, says nonsense, dies, or hangs until it is killed. */
export type PageAct = PageOutcome | 'nonsense' | 'crash' | 'foreign-kill' | 'hang'

export type PageScript = (source: PageSource) => PageAct | Promise<PageAct>

/** A file that a scripted inspector takes for a PDF of so many pages. */
export const scriptedFile = (name: string, pages: number) => ({
  name,
  bytes: new TextEncoder().encode(`pages=${pages}`),
})

/** Workers without processes, which do what the test says. */
export function scriptedWorkers(script: PageScript): SpawnWorker {
  let lastPid = 1_000_000_000
  return () => {
    const pid = ++lastPid
    const messages = new Set<(message: unknown) => void>()
    const exits = new Set<(exit: WorkerExit) => void>()
    let isGone = false
    const say = (message: unknown): void => {
      if (!isGone) for (const listener of messages) listener(message)
    }
    const exit = (signal: string): void => {
      if (isGone) return
      isGone = true
      for (const listener of exits) listener({ code: null, signal })
    }
    const play = async (call: Extract<WorkerCall, { kind: 'recognise' }>): Promise<void> => {
      const act = await script(call.source)
      if (act === 'crash') return exit('SIGSEGV')
      if (act === 'foreign-kill') return exit('SIGKILL')
      if (act === 'hang') return
      say(act === 'nonsense' ? { kind: 'lunch' } : { kind: 'recognised', callId: call.callId, outcome: act })
    }
    queueMicrotask(() => say({ kind: 'ready' }))
    return {
      pid,
      send(call) {
        if (call.kind === 'recognise') void play(call)
        if (call.kind === 'inspect') setImmediate(() => say(inspected(call.callId, call.path)))
      },
      onMessage: listener => messages.add(listener),
      onExit: listener => exits.add(listener),
      kill: () => setImmediate(() => exit('SIGKILL')),
    }
  }
}

function inspected(callId: number, path: string): unknown {
  const pages = /^pages=(\d+)$/.exec(readFileSync(path, 'utf8'))?.[1]
  const inspection = pages
    ? { kind: 'accepted', mediaType: 'application/pdf', extension: '.pdf', pageCount: Number(pages) }
    : { kind: 'refused', problem: 'not-supported', detail: '' }
  return { kind: 'inspected', callId, inspection }
}

/** What came of a page that says one sentence. */
export function pageSaying(source: PageSource, text: string): PageOutcome {
  // In the middle: text near an edge that comes again with rising numbers is taken for page numbers.
  const box = { left: 10, top: 95, right: 90, bottom: 105 }
  const word = { text, box, confidence: 0.9 }
  const line = { text, box, confidence: 0.9, words: [word] }
  const page: Page = {
    number: source.number,
    documentNumber: source.documentNumber,
    pageInDocument: source.pageInDocument,
    widthPx: 100,
    heightPx: 200,
    dpi: 100,
    rotation: 0,
    skewDegrees: 0,
    source: 'ocr',
    engine: 'paddle',
    mode: 'balanced',
    confidence: 0.9,
    regions: [{ category: 'text', box, text, lines: [line] }],
    notices: [],
    timings: { total: 1 },
  }
  return { kind: 'recognised', page }
}

export const readsAll: PageScript = source => pageSaying(source, `Page ${source.number}`)

/** Pages wait until they are let go. */
export function gate(): { readonly script: PageScript; readonly begun: number[]; open(): void } {
  const begun: number[] = []
  let letGo = (): void => undefined
  const opened = new Promise<void>(resolve => {
    letGo = resolve
  })
  return {
    begun,
    open: () => letGo(),
    async script(source) {
      begun.push(source.number)
      await opened
      return pageSaying(source, `Page ${source.number}`)
    },
  }
}
