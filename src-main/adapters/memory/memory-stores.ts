import type { EngineName } from '../../../src-shared/contract/engine.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import type { EventLog } from '../../core/ports/event-log.ts'
import type { JobCensus } from '../../core/ports/job-census.ts'
import type { PageCatalogue } from '../../core/ports/page-catalogue.ts'
import type { StoreFacts, Stores } from '../../core/ports/stores.ts'
import { memoryDeliveryStore } from './memory-delivery-store.ts'
import { memoryJobStore } from './memory-job-store.ts'
import { memoryPageQueue } from './memory-page-queue.ts'
import { type MemoryWorld, memoryWorld } from './memory-world.ts'

const READ_MARK_EVERY_MS = 60_000

/** All stores in memory: for tests of what stands on them. */
export function memoryStores(facts: StoreFacts): Stores {
  const world = memoryWorld(facts)
  return {
    jobs: memoryJobStore(world),
    census: memoryJobCensus(world),
    queue: memoryPageQueue(world),
    pages: memoryPageCatalogue(world),
    events: memoryEventLog(world),
    deliveries: memoryDeliveryStore(world),
    close: () => undefined,
  }
}

function memoryJobCensus(world: MemoryWorld): JobCensus {
  const entries = () => [...world.jobs.values()]
  const count = (...states: readonly string[]): number =>
    entries().filter(({ stored }) => states.includes(stored.job.state)).length
  return {
    async counts() {
      const sizeBytes = entries().reduce((sum, { stored }) => sum + stored.job.sizeBytes, 0)
      return { active: count('processing'), queued: count('queued', 'scheduled'), sizeBytes }
    },
    async unfinished() {
      return entries()
        .filter(({ stored }) => !isAtRest(stored.job.state))
        .sort((a, b) => a.turn - b.turn)
        .map(({ stored }) => stored.job)
    },
    async shelved() {
      return entries()
        .filter(({ stored }) => isAtRest(stored.job.state))
        .map(({ stored: { job }, readAt }) => {
          const finishedAt = job.finishedAt ?? job.createdAt
          return { id: job.id, finishedAt, readAt: Math.max(readAt, finishedAt), sizeBytes: job.sizeBytes }
        })
        .sort((a, b) => a.finishedAt - b.finishedAt)
    },
    async markRead(jobId) {
      const entry = world.jobs.get(jobId)
      const now = world.facts.now()
      if (entry && entry.readAt < now - READ_MARK_EVERY_MS) entry.readAt = now
    },
    async allPagesDone(jobId) {
      const job = world.jobs.get(jobId)?.stored.job
      return job !== undefined && job.donePages >= job.pageCount
    },
    async hasExpired(jobId) {
      return world.expired.has(jobId)
    },
  }
}

const memoryPageCatalogue = (world: MemoryWorld): PageCatalogue => ({
  async list(jobId) {
    return (world.jobs.get(jobId)?.pages ?? []).map(page => page.summary)
  },
  async countByEngine(jobId) {
    const counts = new Map<EngineName, number>()
    for (const { summary } of world.jobs.get(jobId)?.pages ?? []) {
      if (summary.engine !== null) counts.set(summary.engine, (counts.get(summary.engine) ?? 0) + 1)
    }
    return counts
  },
  async find(jobId, number) {
    return world.jobs.get(jobId)?.pages.find(page => page.summary.number === number)?.summary
  },
})

const memoryEventLog = (world: MemoryWorld): EventLog => ({
  async lastSeq() {
    return world.lastSeq()
  },
  async after(seq, jobId) {
    if (seq > world.lastSeq() || seq < world.prunedTo()) return undefined
    const events = world.events
      .filter(event => event.seq > seq && (jobId === null || event.jobId === jobId))
      .map(({ seq: number, event }) => ({ seq: number, event }))
    return { events, seq: world.lastSeq() }
  },
  async grown(seq, signal) {
    while (!signal.aborted && world.lastSeq() <= seq) await world.next(signal)
  },
})
