import type { Job, JobId, PageSummary } from '../../../src-shared/contract/job.ts'
import type { ListJobsQuery } from '../../../src-shared/contract/routes.ts'
import type { NewJob, NewPage } from '../../core/job/stored-job.ts'
import type { JobStore } from '../../core/ports/job-store.ts'
import { ProblemError } from '../../core/problem-error.ts'
import type { MemoryJob, MemoryPage, MemoryWorld } from './memory-world.ts'

const DEFAULT_LIMIT = 100

/** The jobs in memory. */
export function memoryJobStore(world: MemoryWorld): JobStore {
  const withKey = (uploadKey: string): MemoryJob | undefined =>
    [...world.jobs.values()].find(entry => entry.uploadKey === uploadKey)

  const enter = ({ job, inputNames, password, uploadKey, callback, pages, deliveries = [] }: NewJob): Job => {
    const earlier = uploadKey === null ? undefined : withKey(uploadKey)
    if (earlier) return world.seen(earlier)
    const turn = world.nextTurn()
    const entry: MemoryJob = {
      stored: { job, inputNames, password },
      uploadKey,
      seq: turn,
      turn,
      readAt: 0,
      pages: pages.map(page => pageOf(page, job.finishedAt)),
      callback,
      deliveries: deliveries.map(one => world.newDelivery(one)),
    }
    world.jobs.set(job.id, entry)
    return world.tell(entry)
  }

  return {
    async insert(entry) {
      const job = enter(entry)
      world.ring()
      return job
    },
    async find(jobId) {
      const entry = world.jobs.get(jobId)
      return entry && { ...entry.stored, job: world.seen(entry) }
    },
    async findByUploadKey(uploadKey) {
      const entry = withKey(uploadKey)
      return entry && world.seen(entry)
    },
    async list(query) {
      const before = seqOfCursor(query.cursor)
      const matching = [...world.jobs.values()]
        .filter(entry => isListed(entry.stored.job, query))
        .sort((a, b) => b.seq - a.seq)
      const limit = query.limit ?? DEFAULT_LIMIT
      const shown = matching.filter(entry => entry.seq < before).slice(0, limit)
      const last = shown.length < limit ? undefined : shown.at(-1)
      return {
        jobs: shown.map(entry => world.seen(entry)),
        nextCursor: last ? String(last.seq) : null,
        total: matching.length,
      }
    },
    async change(jobId, change) {
      const entry = world.jobs.get(jobId)
      const job = entry && world.apply(entry, change)
      world.ring()
      return job
    },
    async tell(jobId) {
      const entry = world.jobs.get(jobId)
      if (entry) world.tell(entry)
      world.ring()
    },
    async remove(jobId, why = 'deleted') {
      if (!world.jobs.delete(jobId)) return false
      if (why === 'expired') world.expired.add(jobId)
      forgetEvents(world, jobId)
      world.append(jobId, { kind: 'job-deleted', jobId })
      world.ring()
      return true
    },
  }
}

function forgetEvents(world: MemoryWorld, jobId: JobId): void {
  const kept = world.events.filter(event => event.jobId !== jobId)
  world.events.splice(0, world.events.length, ...kept)
}

function isListed(job: Job, { state, origin, search }: ListJobsQuery): boolean {
  if (state !== undefined && job.state !== state) return false
  if (origin !== undefined && job.origin !== origin) return false
  return search === undefined || job.name.toLowerCase().includes(search.toLowerCase())
}

function seqOfCursor(cursor: string | undefined): number {
  const seq = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor)
  if (!Number.isSafeInteger(seq)) throw new ProblemError('invalid-request', 'cursor')
  return seq
}

function pageOf(
  { number, documentNumber, pageInDocument, end }: NewPage,
  finishedAt: number | null,
): MemoryPage {
  const place = { number, documentNumber, pageInDocument, attempt: 0 }
  const waiting: PageSummary = {
    ...place,
    state: 'waiting',
    problem: null,
    engine: null,
    confidence: null,
    wordCount: null,
    durationMs: null,
    finishedAt: null,
  }
  if (!end) return { summary: waiting, strikes: 0, foreignKills: 0 }
  const summary: PageSummary =
    end.kind === 'failed'
      ? { ...waiting, state: 'failed', problem: { code: end.problem, detail: end.detail }, finishedAt }
      : {
          ...waiting,
          state: end.kind,
          engine: end.engine,
          confidence: end.confidence,
          wordCount: end.wordCount,
          durationMs: Math.round(end.durationMs),
          finishedAt,
        }
  return { summary, strikes: 0, foreignKills: 0 }
}
