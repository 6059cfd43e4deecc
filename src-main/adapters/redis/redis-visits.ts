import { randomBytes } from 'node:crypto'
import type { Job, Queue } from 'bullmq'
import { Check } from 'typebox/value'
import type { Log } from '../../core/ports/log.ts'
import type { PageVisit, PageWorkers } from '../../core/ports/page-workers.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { readOutcome, removeOutcome } from './outcome-file.ts'
import { portableSource, VisitReport } from './page-order.ts'
import { ENTRY_NAME, withdrawChannelOf } from './queue-place.ts'
import type { QueueParts, RedisLink } from './redis-link.ts'
import type { Sealer } from './sealer.ts'
import { within } from './within.ts'

/** A worker that was told to stop may answer so long; then the page is taken back without its word. */
const WITHDRAW_MS = 1500
const CLOSE_MS = 1000

interface VisitParts {
  readonly link: Pick<RedisLink, 'redis' | 'isUp'>
  readonly queueName: string
  readonly dataDir: string
  readonly seal: Sealer
  readonly log: Log
  /** Redis begins or ceases to take pages. */
  readonly onRefusalChange: () => void
}

/** Pages on their way to a worker and back. The truth of them is here; Redis holds a copy that may go at any time. */
export interface RedisVisits {
  readonly recognise: PageWorkers['recognise']
  /** Listens to the queue, which is there for the first time. */
  attach(parts: QueueParts): void
  /** Puts into Redis what is missing there, and takes out what nobody waits for. */
  compare(): Promise<void>
  /** A worker went away with this page. */
  lose(visitId: string): void
  /** Why Redis takes no pages though it answers, if so. */
  refusal(): string | null
  close(): Promise<void>
}

interface Visit {
  readonly sealedOrder: string
  readonly page: number
  readonly finish: (visit: PageVisit) => void
}

export function redisVisits(parts: VisitParts): RedisVisits {
  const { link, dataDir, seal, log } = parts
  /** Entries of an earlier life of the server are told by their names. */
  const life = randomBytes(6).toString('hex')
  const visits = new Map<string, Visit>()
  let lastNumber = 0
  let queue: Queue | undefined
  let refusal: string | null = null
  let isClosed = false

  function noteRefusal(next: string | null): void {
    if (next === refusal) return
    if (next) log.warn('redis-refuses', { reason: next })
    refusal = next
    parts.onRefusalChange()
  }

  async function send(visitId: string, visit: Visit): Promise<void> {
    if (!queue || !link.isUp) return
    try {
      await queue.add(ENTRY_NAME, { page: visit.page, order: visit.sealedOrder }, { jobId: visitId })
      noteRefusal(null)
    } catch (error) {
      if (link.isUp && !isClosed) noteRefusal(error instanceof Error ? error.message : String(error))
    }
    // It may have been withdrawn meanwhile.
    if (!visits.has(visitId)) await discard(visitId)
  }

  /** Takes the visit out: whoever comes first ends it. */
  function take(visitId: string): Visit | undefined {
    const visit = visits.get(visitId)
    visits.delete(visitId)
    return visit
  }

  async function end(visitId: string, value: unknown): Promise<void> {
    const visit = take(visitId)
    if (!visit) return
    visit.finish(await visitOf(visitId, value))
    await discard(visitId)
  }

  async function visitOf(visitId: string, value: unknown): Promise<PageVisit> {
    const report = seal.open(value, `report ${visitId}`)
    if (!Check(VisitReport, report)) return { kind: 'worker-killed' }
    if (report.kind !== 'outcome') return report
    try {
      const outcome = await readOutcome(dataDir, visitId)
      if (outcome) return { kind: 'outcome', outcome, durationMs: report.durationMs }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      return { kind: 'strike', problem: error.code, detail: error.detail }
    }
    log.error('outcome-missing', { detail: 'The worker wrote its result into another folder' })
    return { kind: 'worker-killed' }
  }

  function lose(visitId: string): void {
    const visit = take(visitId)
    if (!visit) return
    log.warn('worker-lost', { page: visit.page })
    visit.finish({ kind: 'worker-killed' })
    void discard(visitId)
  }

  /** What is left of a visit; an entry that a worker still holds goes at a later comparison. */
  async function discard(visitId: string): Promise<void> {
    await removeOutcome(dataDir, visitId)
    await removeEntry(visitId)
  }

  /** True where no worker has it in hand. */
  async function removeEntry(visitId: string): Promise<boolean> {
    if (!queue || !link.isUp) return false
    return (await queue.remove(visitId).catch(() => 0)) === 1
  }

  async function tellWorkers(visitId: string): Promise<void> {
    if (link.isUp) await link.redis.publish(withdrawChannelOf(parts.queueName), visitId).catch(() => 0)
  }

  async function withdraw(visitId: string): Promise<void> {
    const takeBack = (): void => {
      take(visitId)?.finish({ kind: 'withdrawn' })
      void discard(visitId)
    }
    if (!queue || !link.isUp) return takeBack()
    const timer = setTimeout(takeBack, WITHDRAW_MS)
    if (await removeEntry(visitId)) {
      clearTimeout(timer)
      takeBack()
    } else await tellWorkers(visitId)
  }

  async function judgeEntry(visitId: string, entry: Job): Promise<void> {
    if (!visits.has(visitId)) {
      if (!(await removeEntry(visitId))) await tellWorkers(visitId)
    } else if (entry.failedReason || entry.stalledCounter > 0) lose(visitId)
    else if (entry.finishedOn !== undefined) await end(visitId, entry.returnvalue)
  }

  return {
    attach({ queue: opened, events }) {
      queue = opened
      events.on('completed', ({ jobId, returnvalue }) => void end(jobId, returnvalue))
      events.on('failed', ({ jobId }) => lose(jobId))
      events.on('stalled', ({ jobId }) => lose(jobId))
    },
    lose,
    refusal: () => refusal,
    recognise(source, settings, signal) {
      return new Promise(resolve => {
        if (isClosed || signal.aborted) return resolve({ kind: 'withdrawn' })
        lastNumber += 1
        const visitId = `${life}-${lastNumber}`
        const onAbort = (): void => void withdraw(visitId)
        const order = { source: portableSource(source, dataDir), settings }
        const visit: Visit = {
          page: source.number,
          sealedOrder: seal.seal(order, `order ${visitId}`),
          finish(ended) {
            signal.removeEventListener('abort', onAbort)
            resolve(ended)
          },
        }
        visits.set(visitId, visit)
        signal.addEventListener('abort', onAbort, { once: true })
        void send(visitId, visit)
      })
    },
    async compare() {
      const entries = (await queue?.getJobs(['waiting', 'active', 'completed', 'failed'])) ?? []
      const found = new Set<string>()
      for (const entry of entries) {
        // It may go while the others are read.
        if (!entry?.id) continue
        found.add(entry.id)
        await judgeEntry(entry.id, entry)
      }
      for (const [visitId, visit] of visits) if (!found.has(visitId)) await send(visitId, visit)
    },
    async close() {
      isClosed = true
      const left = [...visits.keys()]
      for (const visitId of left) take(visitId)?.finish({ kind: 'withdrawn' })
      const cleared = left.map(async visitId => {
        await tellWorkers(visitId)
        await discard(visitId)
      })
      await within(CLOSE_MS, Promise.all(cleared))
    },
  }
}
