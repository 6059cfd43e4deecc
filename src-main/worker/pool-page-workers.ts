import type { PageVisit, PageWorkers } from '../core/ports/page-workers.ts'
import type { CallEnd } from './pool-call.ts'
import type { WorkerPool } from './worker-pool.ts'

/** The page workers, over a pool of processes. */
export function poolPageWorkers(pool: WorkerPool, size: number, pageTimeoutMs: number): PageWorkers {
  return {
    size,
    onSizeChange: () => undefined,
    async recognise(source, settings, signal) {
      return visitOfCallEnd(await pool.call({ kind: 'recognise', source, settings }, pageTimeoutMs, signal))
    },
    problem: () => pool.problem(),
    onProblemChange: listener => pool.onProblemChange(listener),
    close: () => pool.close(),
  }
}

/** How a page's visit ended, by what came of the call. */
export function visitOfCallEnd(end: CallEnd): PageVisit {
  switch (end.kind) {
    case 'reply': {
      const { reply, durationMs } = end
      if (reply.kind === 'recognised') return { kind: 'outcome', outcome: reply.outcome, durationMs }
      if (reply.kind === 'refused') {
        const { problem, detail } = reply
        return { kind: 'outcome', outcome: { kind: 'failed', problem, detail }, durationMs }
      }
      return { kind: 'strike', problem: 'engine-garbage', detail: 'The answer is to another question' }
    }
    case 'timeout':
      return { kind: 'strike', problem: 'page-timeout', detail: end.words }
    case 'memory':
      return { kind: 'strike', problem: 'page-memory', detail: end.words }
    case 'garbage':
      return { kind: 'strike', problem: 'engine-garbage', detail: end.words }
    case 'crashed':
      return { kind: 'strike', problem: 'page-crashed', detail: end.words }
    case 'killed':
      return { kind: 'worker-killed' }
    case 'withdrawn':
      return { kind: 'withdrawn' }
  }
}
