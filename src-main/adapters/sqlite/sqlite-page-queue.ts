import type { JobId, PageState } from '../../../src-shared/contract/job.ts'
import { nextJobState, nextPageState, type PageEvent } from '../../../src-shared/contract/job-transitions.ts'
import { afterLoss } from '../../core/job/after-loss.ts'
import type { LeaseLoss, PageEnd, PageLease, PageQueue } from '../../core/ports/page-queue.ts'
import { eventAppender } from './append-event.ts'
import { jobChanger } from './apply-job-event.ts'
import { bindPageEnd } from './bind-page-end.ts'
import { writeGatherer } from './gather-writes.ts'
import { documentsOfRow, inputNamesOfRow, type JobRow, jobStateOf, optionsOfRow } from './job-row.ts'
import { deliveryNoter } from './note-delivery.ts'
import { type PageRow, pageOfRow } from './page-row.ts'
import countPageDoneSql from './queries/count-page-done.sql?raw'
import findJobSql from './queries/find-job.sql?raw'
import findJobToServeSql from './queries/find-job-to-serve.sql?raw'
import findPageSql from './queries/find-page.sql?raw'
import giveAllPagesBackSql from './queries/give-all-pages-back.sql?raw'
import givePageBackSql from './queries/give-page-back.sql?raw'
import leasePageSql from './queries/lease-page.sql?raw'
import listLeasedPagesSql from './queries/list-leased-pages.sql?raw'
import listProcessingJobsSql from './queries/list-processing-jobs.sql?raw'
import noteContinuedPageSql from './queries/note-continued-page.sql?raw'
import retryPagesSql from './queries/retry-pages.sql?raw'
import savePageSql from './queries/save-page.sql?raw'
import uncountFailedPagesSql from './queries/uncount-failed-pages.sql?raw'
import type { StoreContext } from './store-context.ts'

/** The page queue in SQLite: the rows themselves are the queue. */
export function sqlitePageQueue(context: StoreContext): PageQueue {
  const { database, now, changes, outlook } = context
  const appendEvent = eventAppender(context)
  const noteDelivery = deliveryNoter(context)
  const gather = writeGatherer(database)
  const changer = jobChanger(context, appendEvent)
  const findJob = database.prepare<[{ id: string }], JobRow>(findJobSql)
  const findPage = database.prepare<[{ jobId: string; number: number }], PageRow>(findPageSql)
  const findJobToServe = database.prepare<[{ maxJobs: number }], JobRow>(findJobToServeSql)
  const leasePage = database.prepare<[{ jobSeq: number; now: number; state: PageState }], PageRow>(
    leasePageSql,
  )
  const savePage = database.prepare<[Record<string, string | number | null>], PageRow>(savePageSql)
  const countDone = database.prepare<[{ seq: number; state: string; sizeBytes: number }], JobRow>(
    countPageDoneSql,
  )
  const givePageBack = database.prepare<[Record<string, number | string>], PageRow>(givePageBackSql)
  const retryPages = database.prepare<[{ jobSeq: number; number: number | null; state: PageState }], PageRow>(
    retryPagesSql,
  )
  const uncountFailed = database.prepare<[{ seq: number; pages: number }], JobRow>(uncountFailedPagesSql)
  const listProcessing = database.prepare<[], JobRow>(listProcessingJobsSql)
  const listLeased = database.prepare<[], PageRow & { jobId: string }>(listLeasedPagesSql)
  const giveAllBack = database.prepare<[{ jobSeq: number; state: PageState }]>(giveAllPagesBackSql)
  const noteContinued = database.prepare<[{ seq: number }]>(noteContinuedPageSql)

  const tellPage = (job: JobRow, page: PageRow): void =>
    appendEvent(job.id, {
      kind: 'page-changed',
      jobId: job.id,
      page: pageOfRow(page),
      donePages: job.done_pages,
      failedPages: job.failed_pages,
      blankPages: job.blank_pages,
      secondsLeft: outlook.secondsLeft(job.id, job.page_count - job.done_pages),
    })

  const claim = database.transaction((maxJobs: number): PageLease | undefined => {
    const job = findJobToServe.get({ maxJobs })
    if (!job) return undefined
    if (nextJobState(jobStateOf(job.state), 'start')) changer.apply(job, { event: 'start' })
    const page = leasePage.get({ jobSeq: job.seq, now: now(), state: stateAfter('waiting', 'lease') })
    if (!page) return undefined
    tellPage(job, page)
    return leaseOf(job, page)
  })

  const save = database.transaction((lease: PageLease, end: PageEnd): boolean => {
    const page = savePage.get({
      jobId: lease.jobId,
      number: lease.number,
      attempt: lease.attempt,
      now: now(),
      ...bindPageEnd(end),
      state: stateAfter('processing', EVENT_OF_END[end.kind]),
    })
    if (!page) return false
    const sizeBytes = end.kind === 'failed' ? 0 : end.sizeBytes
    const job = countDone.get({ seq: page.job_seq, state: page.state, sizeBytes })
    if (job) tellPage(job, page)
    if (end.kind === 'recognised') noteDelivery.node(page.job_seq, page.number)
    return true
  })

  const giveBack = database.transaction((lease: PageLease, loss: LeaseLoss): boolean => {
    const held = findPage.get({ jobId: lease.jobId, number: lease.number })
    if (!held || !isHeld(held, lease)) return false
    const fate = afterLoss({ strikes: held.strikes, foreignKills: held.foreign_kills }, loss)
    if (fate.kind === 'failed') return save(lease, fate)
    const page = givePageBack.get({
      jobSeq: held.job_seq,
      state: stateAfter('processing', 'giveBack'),
      number: lease.number,
      attempt: lease.attempt,
      strikes: fate.strikes,
      foreignKills: fate.foreignKills,
    })
    const job = findJob.get({ id: lease.jobId })
    if (job && page) tellPage(job, page)
    return true
  })

  const retry = database.transaction((jobId: JobId, number: number | null): number => {
    const job = findJob.get({ id: jobId })
    if (!job) return 0
    const pages = retryPages.all({ jobSeq: job.seq, number, state: stateAfter('failed', 'retry') })
    const recounted = uncountFailed.get({ seq: job.seq, pages: pages.length })
    if (!recounted) return 0
    for (const page of pages) tellPage(recounted, page)
    if (recounted.done_pages < recounted.page_count) changer.apply(recounted, { event: 'retry' })
    return recounted.page_count - recounted.done_pages
  })

  const recover = database.transaction((): readonly JobId[] => {
    const leased = listLeased.all()
    for (const job of listProcessing.all()) {
      noteContinued.run({ seq: job.seq })
      changer.apply(job, { event: 'giveBack' })
    }
    for (const page of leased) {
      const job = findJob.get({ id: page.jobId })
      if (!job) continue
      giveAllBack.run({ jobSeq: job.seq, state: stateAfter('processing', 'giveBack') })
      const waiting = findPage.get({ jobId: job.id, number: page.number })
      if (waiting) tellPage(job, waiting)
    }
    return [...new Set(leased.map(page => page.jobId))]
  })

  return {
    async claim(maxJobs, signal) {
      while (!signal.aborted) {
        const { lease, version } = await gather(() => ({
          lease: signal.aborted ? undefined : claim(maxJobs),
          version: changes.version(),
        }))
        if (lease) {
          changes.ring()
          return lease
        }
        if (changes.version() === version) await changes.next(signal)
      }
      return undefined
    },
    async holds(lease) {
      const page = findPage.get({ jobId: lease.jobId, number: lease.number })
      return page !== undefined && isHeld(page, lease)
    },
    async save(lease, end) {
      const saved = await gather(() => save(lease, end))
      changes.ring()
      return saved
    },
    async giveBack(lease, loss) {
      const given = await gather(() => giveBack(lease, loss))
      changes.ring()
      return given
    },
    async retry(jobId, number) {
      const waiting = retry.immediate(jobId, number)
      changes.ring()
      return waiting
    },
    async recover() {
      const concerned = recover.immediate()
      changes.ring()
      return concerned
    },
  }
}

const EVENT_OF_END = {
  recognised: 'recognise',
  blank: 'blank',
  failed: 'fail',
} as const satisfies Record<PageEnd['kind'], PageEvent>

/** The table of transitions decides what becomes of a page; a change that it has not is a fault of ours. */
function stateAfter(state: PageState, event: PageEvent): PageState {
  const next = nextPageState(state, event)
  if (!next) throw new Error(`A page that is ${state} has no ${event}`)
  return next
}

const isHeld = (page: PageRow, lease: PageLease): boolean =>
  page.state === 'processing' && page.attempt === lease.attempt

function leaseOf(job: JobRow, page: PageRow): PageLease {
  const inputName = inputNamesOfRow(job)[page.document_number - 1]
  const document = documentsOfRow(job)[page.document_number - 1]
  if (inputName === undefined || !document)
    throw new Error(`Page ${page.number} of ${job.id} has no document`)
  return {
    jobId: job.id,
    number: page.number,
    documentNumber: page.document_number,
    pageInDocument: page.page_in_document,
    attempt: page.attempt,
    inputName,
    mediaType: document.mediaType,
    password: job.password,
    options: optionsOfRow(job),
  }
}
