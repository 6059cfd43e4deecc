import type { JobId } from '../../src-shared/contract/job.ts'
import type { Page, PageOutcome } from '../../src-shared/contract/page.ts'
import type { LeaseLoss, PageEnd, PageLease } from '../core/ports/page-queue.ts'
import type { PageVisit } from '../core/ports/page-workers.ts'
import { ProblemError } from '../core/problem-error.ts'
import { checkOutcome } from '../core/recognition/check-outcome.ts'
import type { AppParts, RunningPages } from './app-parts.ts'
import { finishJob } from './finish-job.ts'
import { liveFacts } from './live-facts.ts'
import type { LiveOutlook } from './live-outlook.ts'
import { pageLanes } from './page-lanes.ts'
import { pagesInHand } from './pages-in-hand.ts'
import type { StorageHold } from './storage-hold.ts'

const BREATH_AFTER_FAULT_MS = 500

export interface PageLoop extends RunningPages {
  /** Gives all pages back and resolves when nothing runs any more. */
  stop(): Promise<void>
}

type LoopParts = Omit<AppParts, 'running' | 'inspector' | 'staging'> & {
  readonly outlook: LiveOutlook
  readonly hold: StorageHold
  /** A job has come to its end. */
  readonly onFinished: (jobId: JobId) => void
}

/**
 * The loop that reads pages: claims a page, has a worker read it, puts the result on disk, then commits it. The row never
 * names what isn't on disk.
 */
export function runPages(parts: LoopParts): PageLoop {
  const { queue, workers, settings, clock, log, hold, outlook } = parts
  const stopping = new AbortController()
  const leases = new Map<PageLease, Visit>()
  const finishing = new Map<JobId, Promise<void>>()
  /** Jobs of which a page came to rest while one looked whether all had. */
  const toLookAgain = new Set<JobId>()
  const inHand = pagesInHand()
  const facts = liveFacts()

  /** Reads one page after the other until the signal is aborted; the page in hand is read to its end. */
  async function runLane(leaving: AbortSignal): Promise<void> {
    while (!leaving.aborted) {
      try {
        const claim = () => queue.claim(settings.current().maxConcurrency, leaving)
        const lease = await hold.run(claim, leaving)
        if (lease) await serve(lease)
      } catch (error) {
        log.error('loop-fault', { reason: error instanceof Error ? error.message : String(error) })
        await clock.wait(BREATH_AFTER_FAULT_MS, leaving)
      }
    }
  }

  async function serve(lease: PageLease): Promise<void> {
    const visit = openVisit()
    leases.set(lease, visit)
    if (stopping.signal.aborted) visit.stop()
    outlook.noteBegun(lease.jobId)
    try {
      const end = await visitWorker(lease, visit.signal)
      if (end.kind === 'outcome') notePace(end.durationMs)
      await hold.run(() => settle(lease, end), visit.stopping)
    } finally {
      leases.delete(lease)
      visit.close()
    }
    checkFinished(lease.jobId)
  }

  function notePace(pageMs: number): void {
    inHand.note(pageMs)
    fillLanes()
  }

  async function visitWorker(lease: PageLease, signal: AbortSignal): Promise<PageVisit> {
    const { mode, language, dpi, forceOcr, prompt, engine } = lease.options
    const source = {
      path: parts.folders.pathOf(lease.jobId, lease.inputName),
      mediaType: lease.mediaType,
      password: lease.password,
      pageInDocument: lease.pageInDocument,
      number: lease.number,
      documentNumber: lease.documentNumber,
      imagesDir: parts.folders.pathOf(lease.jobId, 'images'),
    }
    try {
      return await workers.recognise(source, { mode, language, dpi, forceOcr, prompt, engine }, signal)
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      log.error('visit-fault', { jobId: lease.jobId, page: lease.number, reason: detail })
      return { kind: 'strike', problem: 'internal', detail: '' }
    }
  }

  /** May be called again for the same visit when the disk was full: each step can be repeated. */
  async function settle(lease: PageLease, visit: PageVisit): Promise<void> {
    if (visit.kind !== 'outcome') return giveBack(lease, visit)
    const nonsense = nonsenseIn(visit.outcome, lease)
    if (nonsense !== undefined) {
      return giveBack(lease, { kind: 'strike', problem: 'engine-garbage', detail: nonsense })
    }
    if (!(await queue.holds(lease))) return
    const end = await keep(lease, visit.outcome, visit.durationMs)
    if (await queue.save(lease, end)) noteSaved(lease.jobId, visit.outcome)
  }

  function noteSaved(jobId: JobId, outcome: PageOutcome): void {
    outlook.noteDone(jobId)
    if (outcome.kind === 'recognised') facts.note(jobId, outcome.page)
  }

  async function keep(lease: PageLease, outcome: PageOutcome, durationMs: number): Promise<PageEnd> {
    if (outcome.kind === 'failed') return outcome
    const { page } = outcome
    const sizeBytes =
      (await parts.files.writePage(lease.jobId, page)) + (await sizeOfFigures(lease.jobId, page))
    const { engine, confidence } = page
    return { kind: outcome.kind, engine, confidence, wordCount: wordsIn(outcome), durationMs, sizeBytes }
  }

  async function sizeOfFigures(jobId: JobId, page: Page): Promise<number> {
    let sizeBytes = 0
    for (const { figure } of page.regions) {
      if (figure) sizeBytes += (await parts.files.sizeOf(jobId, `images/${figure.name}`)) ?? 0
    }
    return sizeBytes
  }

  async function giveBack(lease: PageLease, loss: LeaseLoss): Promise<void> {
    if (loss.kind === 'strike') {
      log.warn('page-strike', { jobId: lease.jobId, page: lease.number, problem: loss.problem })
    }
    await queue.giveBack(lease, loss)
  }

  function checkFinished(jobId: JobId): void {
    if (stopping.signal.aborted) return
    if (finishing.has(jobId)) {
      toLookAgain.add(jobId)
      return
    }
    const end = finishIfDone(jobId)
      .catch(error =>
        log.error('finish-fault', { jobId, reason: error instanceof Error ? error.message : '' }),
      )
      .finally(() => {
        finishing.delete(jobId)
        if (toLookAgain.delete(jobId)) checkFinished(jobId)
      })
    finishing.set(jobId, end)
  }

  function forget(jobId: JobId): void {
    outlook.forget(jobId)
    facts.forget(jobId)
  }

  async function finishIfDone(jobId: JobId): Promise<void> {
    if (!(await parts.census.allPagesDone(jobId))) return
    const finished = await hold.run(() => finishJob({ ...parts, facts })(jobId), stopping.signal)
    if (!finished) return
    forget(jobId)
    inHand.forget()
    fillLanes()
    parts.onFinished(jobId)
  }

  const lanes = pageLanes(runLane)
  function fillLanes(): void {
    lanes.setCount(stopping.signal.aborted ? 0 : inHand.count(workers.size))
  }
  workers.onSizeChange(fillLanes)
  fillLanes()

  return {
    checkFinished,
    async withdraw(jobId) {
      const visits = [...leases].filter(([lease]) => lease.jobId === jobId).map(([, visit]) => visit)
      for (const visit of visits) visit.withdraw()
      await Promise.all(visits.map(visit => visit.ended))
      forget(jobId)
    },
    async stop() {
      stopping.abort()
      for (const visit of leases.values()) visit.stop()
      fillLanes()
      await lanes.ended()
      await Promise.allSettled(finishing.values())
    },
  }
}

/** A page in hand. Its signals are its own: one that all pages shared would have more listeners than Node 20 expects. */
interface Visit {
  /** Aborted when the page is withdrawn from its worker. */
  readonly signal: AbortSignal
  /** Aborted when the program stops; only then is a page left unsettled. */
  readonly stopping: AbortSignal
  readonly ended: Promise<void>
  withdraw(): void
  stop(): void
  close(): void
}

function openVisit(): Visit {
  const withdrawing = new AbortController()
  const stopping = new AbortController()
  const { promise, resolve } = withResolvers()
  return {
    signal: withdrawing.signal,
    stopping: stopping.signal,
    ended: promise,
    withdraw: () => withdrawing.abort(),
    stop() {
      stopping.abort()
      withdrawing.abort()
    },
    close: resolve,
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>(settle => {
    resolve = settle
  })
  return { promise, resolve }
}

/** What is wrong with an outcome, if anything: its shape, its places, or that it is another page's. */
function nonsenseIn(outcome: PageOutcome, lease: PageLease): string | undefined {
  try {
    const checked = checkOutcome(outcome)
    if (checked.kind === 'failed') {
      return checked.problem === 'engine-garbage' ? checked.detail : undefined
    }
    const { number, documentNumber, pageInDocument } = checked.page
    const isItsOwn =
      number === lease.number &&
      documentNumber === lease.documentNumber &&
      pageInDocument === lease.pageInDocument
    return isItsOwn ? undefined : 'The result is that of another page'
  } catch (error) {
    if (error instanceof ProblemError) return error.detail
    throw error
  }
}

const wordsIn = (outcome: Extract<PageOutcome, { page: unknown }>): number =>
  outcome.page.regions.reduce(
    (sum, region) => sum + region.lines.reduce((words, line) => words + line.words.length, 0),
    0,
  )
