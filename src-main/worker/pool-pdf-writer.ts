import type { PdfWriter } from '../core/ports/pdf-writer.ts'
import { ProblemError } from '../core/problem-error.ts'
import type { PoolOnDemand } from './pool-on-demand.ts'
import { problemOfCallEnd } from './problem-of-call-end.ts'

const START_MS = 60_000
const PAGE_MS = 2_000
/** Writes wait for each other; so long, then the caller is told to come again. */
const LONGEST_WAIT_MS = 30 * 60_000

/** Writes PDFs in a process of its own: others need not wait for it. */
export function poolPdfWriter(pool: PoolOnDemand): PdfWriter {
  return {
    async write(order) {
      const pages = order.documents.reduce((sum, document) => sum + document.pages.length, 0)
      const patience = AbortSignal.timeout(LONGEST_WAIT_MS)
      const outcome = await pool.call({ kind: 'write-pdf', order }, START_MS + pages * PAGE_MS, patience)
      if (outcome.kind === 'reply' && outcome.reply.kind === 'pdf-written') return
      if (outcome.kind === 'reply' && outcome.reply.kind === 'refused')
        throw new ProblemError(outcome.reply.problem, outcome.reply.detail)
      throw problemOfCallEnd(outcome)
    },
    close: () => pool.close(),
  }
}
