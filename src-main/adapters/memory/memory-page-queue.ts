import type { PageSummary } from '../../../src-shared/contract/job.ts'
import { nextJobState } from '../../../src-shared/contract/job-transitions.ts'
import { afterLoss } from '../../core/job/after-loss.ts'
import type { PageEnd, PageLease, PageQueue } from '../../core/ports/page-queue.ts'
import type { MemoryJob, MemoryPage, MemoryWorld } from './memory-world.ts'

/** The page queue in memory. */
export function memoryPageQueue(world: MemoryWorld): PageQueue {
  const { now, outlook } = world.facts

  const tellPage = (entry: MemoryJob, page: MemoryPage): void => {
    const { job } = entry.stored
    world.append(job.id, {
      kind: 'page-changed',
      jobId: job.id,
      page: page.summary,
      donePages: job.donePages,
      failedPages: job.failedPages,
      blankPages: job.blankPages,
      secondsLeft: outlook.secondsLeft(job.id, job.pageCount - job.donePages),
    })
  }

  const edit = (page: MemoryPage, facts: Partial<PageSummary>): void => {
    page.summary = { ...page.summary, ...facts }
  }

  const held = (lease: PageLease): { entry: MemoryJob; page: MemoryPage } | undefined => {
    const entry = world.jobs.get(lease.jobId)
    const page = entry?.pages.find(({ summary }) => summary.number === lease.number)
    const isHeld = page?.summary.state === 'processing' && page.summary.attempt === lease.attempt
    return entry && page && isHeld ? { entry, page } : undefined
  }

  const lease = (maxJobs: number): PageLease | undefined => {
    const entry = jobToServe([...world.jobs.values()], maxJobs)
    const page = entry?.pages.find(({ summary }) => summary.state === 'waiting')
    if (!entry || !page) return undefined
    if (nextJobState(entry.stored.job.state, 'start')) world.apply(entry, { event: 'start' })
    edit(page, { state: 'processing', attempt: page.summary.attempt + 1 })
    tellPage(entry, page)
    return leaseOf(entry, page)
  }

  const save = (taken: PageLease, end: PageEnd): boolean => {
    const found = held(taken)
    if (!found) return false
    const { entry, page } = found
    const { job } = entry.stored
    edit(page, { ...factsOf(end), finishedAt: now() })
    world.edit(entry, {
      donePages: job.donePages + 1,
      failedPages: job.failedPages + (end.kind === 'failed' ? 1 : 0),
      blankPages: job.blankPages + (end.kind === 'blank' ? 1 : 0),
      sizeBytes: job.sizeBytes + (end.kind === 'failed' ? 0 : end.sizeBytes),
    })
    tellPage(entry, page)
    if (end.kind === 'recognised') world.noteDelivery(entry, page.summary.number)
    return true
  }

  return {
    async claim(maxJobs, signal) {
      while (!signal.aborted) {
        const taken = lease(maxJobs)
        if (taken) return taken
        await world.next(signal)
      }
      return undefined
    },
    async holds(taken) {
      return held(taken) !== undefined
    },
    async save(taken, end) {
      const saved = save(taken, end)
      world.ring()
      return saved
    },
    async giveBack(taken, loss) {
      const found = held(taken)
      if (!found) return false
      const fate = afterLoss(found.page, loss)
      if (fate.kind === 'failed') save(taken, fate)
      else {
        found.page.strikes = fate.strikes
        found.page.foreignKills = fate.foreignKills
        edit(found.page, { state: 'waiting' })
        tellPage(found.entry, found.page)
      }
      world.ring()
      return true
    },
    async retry(jobId, number) {
      const entry = world.jobs.get(jobId)
      if (!entry) return 0
      const failed = entry.pages.filter(
        ({ summary }) => summary.state === 'failed' && (number === null || summary.number === number),
      )
      const { job } = entry.stored
      world.edit(entry, {
        donePages: job.donePages - failed.length,
        failedPages: job.failedPages - failed.length,
      })
      for (const page of failed) {
        page.strikes = 0
        page.foreignKills = 0
        edit(page, { state: 'waiting', problem: null, durationMs: null, finishedAt: null })
        tellPage(entry, page)
      }
      const waiting = entry.stored.job.pageCount - entry.stored.job.donePages
      if (waiting > 0) world.apply(entry, { event: 'retry' })
      world.ring()
      return waiting
    },
    async recover() {
      const concerned: string[] = []
      for (const [jobId, entry] of world.jobs) {
        const leased = entry.pages.filter(({ summary }) => summary.state === 'processing')
        for (const page of leased) edit(page, { state: 'waiting' })
        if (leased.length > 0) concerned.push(jobId)
        if (entry.stored.job.state === 'processing') {
          const first = entry.pages.find(({ summary }) => summary.state === 'waiting')
          world.edit(entry, { continuedAtPage: first?.summary.number ?? null })
          world.apply(entry, { event: 'giveBack' })
        }
        for (const page of leased) tellPage(entry, page)
      }
      return concerned
    },
  }
}

function jobToServe(entries: readonly MemoryJob[], maxJobs: number): MemoryJob | undefined {
  const inState = (state: string): MemoryJob[] =>
    entries
      .filter(({ stored, pages }) => stored.job.state === state && pages.some(isWaiting))
      .sort((a, b) => a.turn - b.turn)
  const candidates = [...inState('processing'), ...inState('queued')].slice(0, maxJobs)
  const inWork = ({ pages }: MemoryJob): number =>
    pages.filter(({ summary }) => summary.state === 'processing').length
  return candidates.sort((a, b) => inWork(a) - inWork(b))[0]
}

const isWaiting = ({ summary }: MemoryPage): boolean => summary.state === 'waiting'

function leaseOf({ stored }: MemoryJob, { summary }: MemoryPage): PageLease {
  const { number, documentNumber, pageInDocument, attempt } = summary
  return {
    jobId: stored.job.id,
    number,
    documentNumber,
    pageInDocument,
    attempt,
    inputName: stored.inputNames[documentNumber - 1] ?? '',
    mediaType: stored.job.documents[documentNumber - 1]?.mediaType ?? '',
    password: stored.password,
    options: stored.job.options,
  }
}

function factsOf(end: PageEnd): Partial<PageSummary> {
  if (end.kind === 'failed') return { state: 'failed', problem: { code: end.problem, detail: end.detail } }
  const { kind, engine, confidence, wordCount, durationMs } = end
  return { state: kind, problem: null, engine, confidence, wordCount, durationMs: Math.round(durationMs) }
}
