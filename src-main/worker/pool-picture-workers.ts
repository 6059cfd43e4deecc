import type { PictureWorkers } from '../core/ports/picture-workers.ts'
import { visitOfCallEnd } from './pool-page-workers.ts'
import type { WorkerPool } from './worker-pool.ts'

/** What the page workers do for served engines, over the same pool of processes. */
export function poolPictureWorkers(pool: WorkerPool, pageTimeoutMs: number): PictureWorkers {
  return {
    async draw({ source, settings, picture }, signal) {
      const end = await pool.call({ kind: 'recognise', source, settings, picture }, pageTimeoutMs, signal)
      if (end.kind !== 'reply' || end.reply.kind !== 'pictured') return visitOfCallEnd(end)
      const { kind, page, widthPx, heightPx, mediaType } = end.reply
      return { kind, page, widthPx, heightPx, mediaType }
    },
    async readReply(order, signal) {
      const end = await pool.call({ kind: 'read-reply', ...order }, pageTimeoutMs, signal)
      if (end.kind === 'reply' && end.reply.kind === 'reply-read')
        return { kind: 'read', verdict: end.reply.verdict }
      const visit = visitOfCallEnd(end)
      return visit.kind === 'outcome' ? { kind: 'strike', problem: 'engine-garbage', detail: '' } : visit
    },
  }
}
