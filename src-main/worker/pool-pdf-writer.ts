import type { PdfWriter } from '../core/ports/pdf-writer.ts'
import { ProblemError } from '../core/problem-error.ts'
import { problemOfCallEnd } from './problem-of-call-end.ts'
import type { WorkerPool } from './worker-pool.ts'

/** A worker that has had nothing to do for so long is ended. */
const IDLE_MS = 30_000
const START_MS = 60_000
const PAGE_MS = 2_000
/** Writes wait for each other; so long, then the caller is told to come again. */
const LONGEST_WAIT_MS = 30 * 60_000

/** Writes PDFs in a process of its own, which lives only while it is needed: others need not wait for it. */
export function poolPdfWriter(openPool: () => WorkerPool): PdfWriter {
  let pool: WorkerPool | undefined
  let waiting = 0
  let idle: NodeJS.Timeout | undefined
  const end = async (): Promise<void> => {
    clearTimeout(idle)
    const ended = pool
    pool = undefined
    await ended?.close()
  }
  return {
    async write(order) {
      clearTimeout(idle)
      pool ??= openPool()
      waiting += 1
      try {
        const pages = order.documents.reduce((sum, document) => sum + document.pages.length, 0)
        const patience = AbortSignal.timeout(LONGEST_WAIT_MS)
        const outcome = await pool.call({ kind: 'write-pdf', order }, START_MS + pages * PAGE_MS, patience)
        if (outcome.kind === 'reply' && outcome.reply.kind === 'pdf-written') return
        if (outcome.kind === 'reply' && outcome.reply.kind === 'refused')
          throw new ProblemError(outcome.reply.problem, outcome.reply.detail)
        throw problemOfCallEnd(outcome)
      } finally {
        waiting -= 1
        if (waiting === 0) {
          idle = setTimeout(() => void end(), IDLE_MS)
          idle.unref()
        }
      }
    },
    close: end,
  }
}
