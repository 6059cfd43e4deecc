import { randomBytes } from 'node:crypto'
import type { Queue } from 'bullmq'
import { Check } from 'typebox/value'
import type { PageSource, RecognitionSettings } from '../../../src-shared/contract/worker-wire.ts'
import type { Log } from '../../core/ports/log.ts'
import type { PageVisit, PageWorkers } from '../../core/ports/page-workers.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { maskedUrl } from '../../core/settings/masked-url.ts'
import { consumePages } from './consume-pages.ts'
import { readOutcome, removeOutcome } from './outcome-file.ts'
import { portableSource, VisitReport } from './page-order.ts'
import { ENTRY_NAME, queueNameOf, withdrawChannelOf } from './queue-place.ts'
import { redisLink } from './redis-link.ts'
import type { Sealer } from './sealer.ts'
import { within } from './within.ts'
import { workerRoll } from './worker-roll.ts'

/** How long the start waits for a word of Redis before it goes on without. */
const FIRST_WORD_MS = 4000
const COUNT_EVERY_MS = 1000
/** Every so many counts, what lies in Redis is compared with what is under way. */
const COUNTS_PER_COMPARISON = 4
/** So often nobody may be found before one says so: a worker that starts anew needs a moment. */
const COUNTS_UNTIL_MISSED = 5
/** A worker that was told to stop may answer so long; then the page is taken back without its word. */
const WITHDRAW_MS = 1500
const CLOSE_MS = 1000

export interface RedisPageWorkersOptions {
  readonly url: string
  readonly dataDir: string
  readonly seal: Sealer
  /** The server's own workers, who take pages from the queue like any other; null for none. */
  readonly own: PageWorkers | null
  readonly log: Log
}

export interface RedisPageWorkers {
  readonly workers: PageWorkers
  /** Sentences for the person who started the program. */
  readonly notices: readonly string[]
}

interface Visit {
  readonly sealedOrder: string
  readonly page: number
  readonly finish: (visit: PageVisit) => void
}

/**
 * Page workers behind a queue on Redis, on this and other machines. Redis holds only what is under way, and nothing of
 * it is the truth: what vanishes there is put there again. Throws `redis-unfit` where pages would not be safe.
 */
export async function redisPageWorkers(options: RedisPageWorkersOptions): Promise<RedisPageWorkers> {
  const { dataDir, seal, own, log } = options
  const queueName = queueNameOf(seal)
  const shownUrl = maskedUrl(options.url)
  /** Entries of an earlier life of the server are told by their names. */
  const life = randomBytes(6).toString('hex')
  const visits = new Map<string, Visit>()
  const problemListeners = new Set<() => void>()
  const sizeListeners = new Set<() => void>()
  let lastNumber = 0
  let size = 0
  let emptyCounts = 0
  let queue: Queue | undefined
  let isClosed = false

  const link = await redisLink(
    { url: options.url, shownUrl, queueName, log },
    {
      onUp(parts) {
        if (!queue) {
          parts.events.on('completed', ({ jobId, returnvalue }) => void end(jobId, returnvalue))
          parts.events.on('failed', ({ jobId }) => lose(jobId))
          parts.events.on('stalled', ({ jobId }) => lose(jobId))
        }
        queue = parts.queue
        lookSafely(true)
        tellProblem()
      },
      onDown() {
        setSize(0)
        tellProblem()
      },
      onLost: visitId => lose(visitId),
    },
  )
  const roll = workerRoll(link.redis, queueName)
  const verdict = await link.firstVerdict(FIRST_WORD_MS)
  if (verdict?.kind === 'unfit') {
    await link.close()
    throw new ProblemError('redis-unfit', `${shownUrl}: ${verdict.words}`)
  }
  const consumer = own && (await consumePages({ ...options, workers: own, hasFolder: () => true }))
  own?.onProblemChange(() => tellProblem())

  function tellProblem(): void {
    for (const listener of problemListeners) listener()
  }

  function setSize(next: number): void {
    if (next === size) return
    log.info('workers-counted', { workers: next })
    size = next
    for (const listener of sizeListeners) listener()
  }

  async function send(visitId: string, visit: Visit): Promise<void> {
    if (!queue || !link.isUp) return
    await queue.add(ENTRY_NAME, { page: visit.page, order: visit.sealedOrder }, { jobId: visitId })
    if (!visits.has(visitId)) await discard(visitId)
  }

  const sendSafely = (visitId: string, visit: Visit): void =>
    void send(visitId, visit).catch(error => log.warn('page-not-sent', { reason: String(error) }))

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
    if (link.isUp) await queue?.remove(visitId).catch(() => 0)
  }

  async function withdraw(visitId: string): Promise<void> {
    const giveUp = (): void => {
      take(visitId)?.finish({ kind: 'withdrawn' })
      void discard(visitId)
    }
    if (!queue || !link.isUp) return giveUp()
    const timer = setTimeout(giveUp, WITHDRAW_MS)
    const isRemoved = await queue.remove(visitId).catch(() => 0)
    if (isRemoved === 1) {
      clearTimeout(timer)
      return giveUp()
    }
    await link.redis.publish(withdrawChannelOf(queueName), visitId)
  }

  /** Redis is compared with what is under way: what is missing there is put there again, what is strange is removed. */
  async function compare(): Promise<void> {
    if (!queue) return
    const entries = await queue.getJobs(['waiting', 'active', 'completed', 'failed'])
    const found = new Set<string>()
    for (const entry of entries) {
      // An entry may go while they are listed.
      if (!entry?.id) continue
      found.add(entry.id)
      if (!visits.has(entry.id)) await forget(queue, entry.id)
      else if (entry.failedReason || entry.stalledCounter > 0) lose(entry.id)
      else if (entry.finishedOn !== undefined) await end(entry.id, entry.returnvalue)
    }
    for (const [visitId, visit] of visits) if (!found.has(visitId)) sendSafely(visitId, visit)
  }

  /** An entry of a visit that is over, or of an earlier life of the server. */
  async function forget(from: Queue, visitId: string): Promise<void> {
    const isRemoved = await from.remove(visitId).catch(() => 0)
    if (isRemoved !== 1) await link.redis.publish(withdrawChannelOf(queueName), visitId)
  }

  let counts = 0
  async function look(isNew: boolean): Promise<void> {
    if (!link.isUp || isClosed) return
    const counted = await roll.count()
    if (!link.isUp || isClosed) return
    setSize(counted)
    noteEmpty(counted === 0)
    counts += 1
    if (isNew || counts % COUNTS_PER_COMPARISON === 0) await compare()
  }

  function noteEmpty(isEmpty: boolean): void {
    const wasMissed = emptyCounts >= COUNTS_UNTIL_MISSED
    emptyCounts = isEmpty ? emptyCounts + 1 : 0
    if (wasMissed !== emptyCounts >= COUNTS_UNTIL_MISSED) tellProblem()
  }

  let isLooking = false
  let isNewSinceLook = false
  function lookSafely(isNew: boolean): void {
    isNewSinceLook ||= isNew
    if (isLooking) return
    isLooking = true
    const wasNew = isNewSinceLook
    isNewSinceLook = false
    void look(wasNew)
      .catch(error => log.info('redis-fault', { reason: error instanceof Error ? error.message : '' }))
      .finally(() => {
        isLooking = false
        if (isNewSinceLook) lookSafely(false)
      })
  }
  const timer = setInterval(() => lookSafely(false), COUNT_EVERY_MS)
  timer.unref()

  const workers: PageWorkers = {
    get size() {
      return size
    },
    onSizeChange: listener => sizeListeners.add(listener),
    recognise(source: PageSource, settings: RecognitionSettings, signal: AbortSignal) {
      return new Promise<PageVisit>(resolve => {
        if (isClosed || signal.aborted) return resolve({ kind: 'withdrawn' })
        lastNumber += 1
        const visitId = `${life}-${lastNumber}`
        const onAbort = (): void => void withdraw(visitId).catch(() => undefined)
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
        sendSafely(visitId, visit)
      })
    },
    problem() {
      const gone = link.problem()
      if (gone) return gone
      if (emptyCounts < COUNTS_UNTIL_MISSED) return null
      return own?.problem() ?? { code: 'no-page-worker', detail: shownUrl }
    },
    onProblemChange: listener => problemListeners.add(listener),
    async close() {
      if (isClosed) return
      isClosed = true
      clearInterval(timer)
      const left = [...visits.keys()]
      for (const visitId of left) take(visitId)?.finish({ kind: 'withdrawn' })
      await consumer?.close()
      if (link.isUp) await within(CLOSE_MS, Promise.all(left.map(visitId => discard(visitId))))
      await Promise.all([link.close(), own?.close()])
    },
  }
  return { workers, notices: noticesOf(verdict, shownUrl) }
}

function noticesOf(
  verdict: { readonly kind: string; readonly keepsPages?: boolean } | undefined,
  url: string,
): string[] {
  if (!verdict) {
    return [`Redis at ${url} cannot be reached yet; jobs are accepted and go on when it can.`]
  }
  return verdict.keepsPages
    ? []
    : [`Redis at ${url} keeps no append-only file; should it end, pages under way are handed out again.`]
}
