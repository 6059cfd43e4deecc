import type { Callback } from '../../../src-shared/contract/callback.ts'
import type { ListJobsQuery } from '../../../src-shared/contract/routes.ts'
import { EXPIRED_KEPT_MS } from '../../core/job/retention.ts'
import type { NewDelivery, NewJob, NewPage } from '../../core/job/stored-job.ts'
import { listenerOfText } from '../../core/outgoing/outgoing-url.ts'
import type { JobStore, WhyRemoved } from '../../core/ports/job-store.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { eventAppender } from './append-event.ts'
import { jobChanger } from './apply-job-event.ts'
import { bindPageEnd } from './bind-page-end.ts'
import { type JobRow, jobOfRow, storedJobOfRow } from './job-row.ts'
import countListedJobsSql from './queries/count-listed-jobs.sql?raw'
import deleteJobSql from './queries/delete-job.sql?raw'
import deleteJobEventsSql from './queries/delete-job-events.sql?raw'
import findJobSql from './queries/find-job.sql?raw'
import findJobByUploadKeySql from './queries/find-job-by-upload-key.sql?raw'
import forgetExpiredJobsSql from './queries/forget-expired-jobs.sql?raw'
import insertCallbackSql from './queries/insert-callback.sql?raw'
import insertDeliverySql from './queries/insert-delivery.sql?raw'
import insertJobSql from './queries/insert-job.sql?raw'
import insertPageSql from './queries/insert-page.sql?raw'
import listJobsSql from './queries/list-jobs.sql?raw'
import listTurnsSql from './queries/list-turns.sql?raw'
import noteExpiredJobSql from './queries/note-expired-job.sql?raw'
import type { StoreContext } from './store-context.ts'

const DEFAULT_LIMIT = 100

interface Filter {
  readonly state: string | null
  readonly origin: string | null
  readonly search: string | null
}

/** The jobs in SQLite. */
export function sqliteJobStore(context: StoreContext): JobStore {
  const { database, changes, outlook, now } = context
  const appendEvent = eventAppender(context)
  const changer = jobChanger(context, appendEvent)
  const find = database.prepare<[{ id: string }], JobRow>(findJobSql)
  const findByKey = database.prepare<[{ uploadKey: string }], JobRow>(findJobByUploadKeySql)
  const insertJob = database.prepare(insertJobSql)
  const insertPage = database.prepare(insertPageSql)
  const insertCallback = database.prepare(insertCallbackSql)
  const insertDelivery = database.prepare(insertDeliverySql)
  const list = database.prepare<[Filter & { beforeSeq: number; limit: number }], JobRow>(listJobsSql)
  const countListed = database.prepare<[Filter], { total: number }>(countListedJobsSql)
  const listTurns = database.prepare<[], { seq: number; state: string }>(listTurnsSql)
  const deleteJob = database.prepare<[{ id: string }]>(deleteJobSql)
  const deleteEvents = database.prepare<[{ jobId: string }]>(deleteJobEventsSql)

  const noteExpired = database.prepare<[{ id: string; now: number }]>(noteExpiredJobSql)
  const forgetExpired = database.prepare<[{ before: number }]>(forgetExpiredJobsSql)

  const insert = database.transaction((entry: NewJob) => {
    const earlier = entry.uploadKey === null ? undefined : findByKey.get({ uploadKey: entry.uploadKey })
    if (earlier) return jobOfRow(earlier, changer.jobsAhead(earlier), outlook)
    const jobSeq = insertJob.run(bindJob(entry)).lastInsertRowid
    for (const page of entry.pages) insertPage.run(bindPage(page, Number(jobSeq), entry.job.finishedAt))
    if (entry.callback) insertCallback.run(bindCallback(entry.callback, Number(jobSeq)))
    for (const one of entry.deliveries ?? []) insertDelivery.run(bindDelivery(one, Number(jobSeq)))
    const row = find.get({ id: entry.job.id })
    if (!row) throw new Error('The job that was just entered is not there')
    return changer.tell(row)
  })

  const change: JobStore['change'] = async (jobId, jobChange) => {
    const job = database.transaction(() => {
      const row = find.get({ id: jobId })
      return row && changer.apply(row, jobChange)
    })()
    changes.ring()
    return job
  }

  const tell = database.transaction((jobId: string) => {
    const row = find.get({ id: jobId })
    if (row) changer.tell(row)
  })

  const remove = database.transaction((jobId: string, why: WhyRemoved) => {
    if (deleteJob.run({ id: jobId }).changes === 0) return false
    if (why === 'expired') {
      noteExpired.run({ id: jobId, now: now() })
      forgetExpired.run({ before: now() - EXPIRED_KEPT_MS })
    }
    deleteEvents.run({ jobId })
    appendEvent(jobId, { kind: 'job-deleted', jobId })
    return true
  })

  const positions = (): ReadonlyMap<number, number> =>
    new Map(listTurns.all().map((row, index) => [row.seq, row.state === 'queued' ? index : 0]))

  return {
    async insert(entry) {
      const job = insert(entry)
      changes.ring()
      return job
    },
    async find(jobId) {
      const row = find.get({ id: jobId })
      return row && storedJobOfRow(row, changer.jobsAhead(row), outlook)
    },
    async findByUploadKey(uploadKey) {
      const row = findByKey.get({ uploadKey })
      return row && jobOfRow(row, changer.jobsAhead(row), outlook)
    },
    async list(query) {
      const filter = filterOf(query)
      const limit = query.limit ?? DEFAULT_LIMIT
      const rows = list.all({ ...filter, beforeSeq: seqOfCursor(query.cursor), limit })
      const turns = rows.some(row => row.state === 'queued') ? positions() : new Map<number, number>()
      const last = rows.length < limit ? undefined : rows.at(-1)
      return {
        jobs: rows.map(row => jobOfRow(row, turns.get(row.seq) ?? 0, outlook)),
        nextCursor: last ? String(last.seq) : null,
        total: countListed.get(filter)?.total ?? 0,
      }
    },
    change,
    async tell(jobId) {
      tell(jobId)
      changes.ring()
    },
    async remove(jobId, why = 'deleted') {
      const removed = remove(jobId, why)
      changes.ring()
      return removed
    },
  }
}

function bindPage(page: NewPage, jobSeq: number, finishedAt: number | null) {
  const { number, documentNumber, pageInDocument, end = null } = page
  return {
    jobSeq,
    number,
    documentNumber,
    pageInDocument,
    finishedAt: end ? finishedAt : null,
    ...bindPageEnd(end),
  }
}

function bindCallback({ url, taskId }: Callback, jobSeq: number) {
  return { jobSeq, url, listener: listenerOfText(url), taskId }
}

function bindDelivery({ page, state, createdAt }: NewDelivery, jobSeq: number) {
  return { jobSeq, kind: page === null ? 'completion' : 'node', page: page ?? 0, state, createdAt }
}

function filterOf(query: ListJobsQuery): Filter {
  return {
    state: query.state ?? null,
    origin: query.origin ?? null,
    search: query.search ? query.search.toLowerCase() : null,
  }
}

function seqOfCursor(cursor: string | undefined): number {
  if (cursor === undefined) return Number.MAX_SAFE_INTEGER
  const seq = Number(cursor)
  if (!Number.isSafeInteger(seq)) throw new ProblemError('invalid-request', 'cursor')
  return seq
}

function bindJob({ job, inputNames, password, uploadKey }: NewJob): Record<string, string | number | null> {
  return {
    id: job.id,
    name: job.name,
    nameFolded: job.name.toLowerCase(),
    state: job.state,
    origin: job.origin,
    options: JSON.stringify(job.options),
    documents: JSON.stringify(job.documents),
    inputNames: JSON.stringify(inputNames),
    password,
    uploadKey,
    pageCount: job.pageCount,
    donePages: job.donePages,
    failedPages: job.failedPages,
    blankPages: job.blankPages,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
    sizeBytes: job.sizeBytes,
  }
}
