import type { Callback, Delivery } from '../../../src-shared/contract/callback.ts'
import type { ServerEvent } from '../../../src-shared/contract/events.ts'
import type { Job, JobId, PageSummary } from '../../../src-shared/contract/job.ts'
import { isAtRest, nextJobState } from '../../../src-shared/contract/job-transitions.ts'
import type { NewDelivery, StoredJob } from '../../core/job/stored-job.ts'
import type { JobChange } from '../../core/ports/job-store.ts'
import type { StoreFacts } from '../../core/ports/stores.ts'

/** A page with what only the queue knows. */
export interface MemoryPage {
  summary: PageSummary
  strikes: number
  foreignKills: number
}

export interface MemoryJob {
  stored: StoredJob
  readonly uploadKey: string | null
  readonly seq: number
  turn: number
  readAt: number
  readonly pages: MemoryPage[]
  readonly callback: Callback | null
  deliveries: Delivery[]
}

/** What the memory stores share: the truth, its events and those who wait for a change. */
export interface MemoryWorld {
  readonly facts: StoreFacts
  readonly jobs: Map<JobId, MemoryJob>
  /** Jobs that retention removed. */
  readonly expired: Set<JobId>
  readonly events: { readonly seq: number; readonly jobId: JobId; readonly event: ServerEvent }[]
  lastSeq(): number
  prunedTo(): number
  nextTurn(): number
  append(jobId: JobId, event: ServerEvent): void
  /** The job as callers see it. */
  seen(entry: MemoryJob): Job
  tell(entry: MemoryJob): Job
  apply(entry: MemoryJob, change: JobChange): Job | undefined
  edit(entry: MemoryJob, facts: Partial<Job>): void
  /** Enters what is to be posted: a page, or the completion (null). */
  noteDelivery(entry: MemoryJob, page: number | null): void
  newDelivery(entered: NewDelivery): Delivery
  ring(): void
  next(signal: AbortSignal): Promise<void>
}

const KEPT_EVENTS = 50_000

/** An empty world. */
export function memoryWorld(facts: StoreFacts): MemoryWorld {
  const { now, outlook, keptEvents = KEPT_EVENTS } = facts
  const jobs = new Map<JobId, MemoryJob>()
  const events: MemoryWorld['events'] = []
  const waiting = new Set<() => void>()
  let lastSeq = 0
  let prunedTo = 0
  let lastTurn = 0
  let lastDelivery = 0

  const jobsAhead = (entry: MemoryJob): number => {
    if (entry.stored.job.state !== 'queued') return 0
    const before = [...jobs.values()].filter(
      ({ stored: { job }, turn }) =>
        job.state === 'processing' || (job.state === 'queued' && turn < entry.turn),
    )
    return before.length
  }

  const world: MemoryWorld = {
    facts,
    jobs,
    expired: new Set(),
    events,
    lastSeq: () => lastSeq,
    prunedTo: () => prunedTo,
    nextTurn: () => ++lastTurn,
    append(jobId, event) {
      events.push({ seq: ++lastSeq, jobId, event })
      if (events.length <= keptEvents) return
      prunedTo = lastSeq - keptEvents
      const firstKept = events.findIndex(({ seq }) => seq > prunedTo)
      events.splice(0, firstKept)
    },
    seen(entry) {
      const { job } = entry.stored
      const isActive = job.state === 'queued' || job.state === 'processing'
      return {
        ...job,
        jobsAhead: jobsAhead(entry),
        problem: isActive ? outlook.hold() : job.problem,
        secondsLeft: isActive ? outlook.secondsLeft(job.id, job.pageCount - job.donePages) : null,
      }
    },
    tell(entry) {
      const job = world.seen(entry)
      world.append(job.id, { kind: 'job-changed', job })
      return job
    },
    apply(entry, { event, problem, addedBytes = 0 }) {
      const { job } = entry.stored
      const state = nextJobState(job.state, event)
      if (!state) return undefined
      if (event === 'retry') entry.turn = world.nextTurn()
      world.edit(entry, {
        state,
        startedAt: event === 'start' ? (job.startedAt ?? now()) : job.startedAt,
        finishedAt: isAtRest(state) ? now() : null,
        continuedAtPage: event === 'retry' ? null : job.continuedAtPage,
        problem: problem ?? null,
        sizeBytes: job.sizeBytes + addedBytes,
      })
      if (isAtRest(state)) world.noteDelivery(entry, null)
      return world.tell(entry)
    },
    edit(entry, changes) {
      entry.stored = { ...entry.stored, job: { ...entry.stored.job, ...changes } }
    },
    noteDelivery(entry, page) {
      if (!entry.callback) return
      const known = entry.deliveries.find(delivery => delivery.page === page)
      const anew = { state: 'waiting', attempts: 0, createdAt: now(), nextAttemptAt: now() } as const
      const delivery = known
        ? { ...known, ...anew }
        : { ...newDelivery(++lastDelivery, page, now()), ...anew }
      entry.deliveries = [...entry.deliveries.filter(other => other !== known), delivery]
    },
    newDelivery({ page, state, createdAt }) {
      const nextAttemptAt = state === 'waiting' ? createdAt : null
      return { ...newDelivery(++lastDelivery, page, createdAt), state, nextAttemptAt }
    },
    ring() {
      const wakeUps = [...waiting]
      waiting.clear()
      for (const wake of wakeUps) wake()
    },
    next: signal =>
      new Promise(resolve => {
        const wake = (): void => {
          waiting.delete(wake)
          resolve()
        }
        if (signal.aborted) return resolve()
        waiting.add(wake)
        signal.addEventListener('abort', wake, { once: true })
      }),
  }
  return world
}

const newDelivery = (id: number, page: number | null, createdAt: number): Delivery => ({
  id,
  kind: page === null ? 'completion' : 'node',
  page,
  state: 'waiting',
  attempts: 0,
  createdAt,
  lastAttemptAt: null,
  nextAttemptAt: null,
  lastStatus: null,
  lastFailure: null,
  lastDetail: '',
})
