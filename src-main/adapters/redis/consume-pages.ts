import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Job, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { Check } from 'typebox/value'
import type { Log } from '../../core/ports/log.ts'
import type { PageVisit, PageWorkers } from '../../core/ports/page-workers.ts'
import { connectRedis } from './connect-redis.ts'
import { removeOutcome, writeOutcome } from './outcome-file.ts'
import { localSource, PageOrder, type VisitReport } from './page-order.ts'
import { KEY_PREFIX, LOCK_MS, queueNameOf, withdrawChannelOf } from './queue-place.ts'
import type { Sealer } from './sealer.ts'
import { within } from './within.ts'
import { ANNOUNCE_EVERY_MS, workerRoll } from './worker-roll.ts'

/** A page in hand besides those in work, so that no worker waits for Redis between two pages. */
const SPARE_PAGES = 1
const RETRY_MS = 1000
const CLOSE_MS = 2000
/** While the data folder takes no file, a finished page waits and tries again. */
const WRITE_AGAIN_MS = 2000

export interface ConsumerOptions {
  readonly url: string
  readonly dataDir: string
  readonly seal: Sealer
  /** Who reads the pages. They are not closed with the consumer. */
  readonly workers: PageWorkers
  /** Whether the data folder is there: while it isn't, no page is taken. */
  readonly hasFolder: () => boolean
  readonly log: Log
}

export interface PageConsumer {
  /** Gives back what is in work and takes no more. */
  close(): Promise<void>
}

/** Lets workers read pages that lie on the queue of a data folder. */
export async function consumePages(options: ConsumerOptions): Promise<PageConsumer> {
  const { workers, seal, log } = options
  const name = queueNameOf(seal)
  const redis = await connectRedis(options.url)
  const listener = redis.duplicate()
  const { Worker: BullWorker } = await import('bullmq')
  const worker = new BullWorker(name, (job, _token, signal) => serve(options, job, signal), {
    connection: redis,
    prefix: KEY_PREFIX,
    concurrency: workers.size + SPARE_PAGES,
    lockDuration: LOCK_MS,
    runRetryDelay: RETRY_MS,
    // The server looks for lost workers: it is there whenever there are pages.
    skipStalledCheck: true,
  })
  const quiet = (): void => undefined
  redis.on('error', quiet)
  listener.on('error', quiet)
  worker.on('error', error => {
    if (redis.status === 'ready') log.info('worker-queue-fault', { reason: error.message })
  })
  worker.on('lockRenewalFailed', ids => {
    for (const id of ids) worker.cancelJob(id, 'lost')
  })
  listenForWithdrawals(listener, { channel: withdrawChannelOf(name), worker })
  const line = noteLine(redis, log)
  const presence = keepPresent(options, { redis, listener, worker, name })
  return {
    async close() {
      line.ignore()
      await presence.leave()
      worker.cancelAllJobs('closing')
      // With the line up, what is given back is still told; without, there is nobody to tell.
      const isClosed = await within(CLOSE_MS, worker.close(redis.status !== 'ready'))
      if (!isClosed) await within(CLOSE_MS, worker.disconnect())
      listener.disconnect()
      redis.disconnect()
    },
  }
}

/** Says once that the line is gone, and once that it is there. */
function noteLine(redis: Redis, log: Log): { ignore(): void } {
  let isThere = false
  let isIgnored = false
  redis.on('ready', () => {
    isThere = true
    log.info('worker-connected')
  })
  redis.on('close', () => {
    if (isThere && !isIgnored) log.warn('worker-disconnected')
    isThere = false
  })
  return {
    ignore() {
      isIgnored = true
    },
  }
}

/** Reads one page; answers the sealed report that BullMQ keeps as the entry's value. */
async function serve(
  options: ConsumerOptions,
  job: Job,
  signal = new AbortController().signal,
): Promise<string> {
  const { seal, dataDir, workers, log } = options
  const visitId = job.id ?? ''
  const sealReport = (report: VisitReport): string => seal.seal(report, `report ${visitId}`)
  const order = seal.open(job.data.order, `order ${visitId}`)
  if (!Check(PageOrder, order)) throw new Error('The order is not from the server of this data folder')
  if (!options.hasFolder()) return sealReport({ kind: 'withdrawn' })
  const visit = await workers.recognise(localSource(order.source, dataDir), order.settings, signal)
  return sealReport(await reportOf(visit, { dataDir, visitId, signal, log }))
}

interface ReportPlace {
  readonly dataDir: string
  readonly visitId: string
  readonly signal: AbortSignal
  readonly log: Log
}

async function reportOf(
  visit: PageVisit,
  { dataDir, visitId, signal, log }: ReportPlace,
): Promise<VisitReport> {
  if (visit.kind !== 'outcome') return visit
  while (!signal.aborted) {
    try {
      await writeOutcome(dataDir, visitId, visit.outcome)
      if (!signal.aborted) return { kind: 'outcome', durationMs: visit.durationMs }
    } catch (error) {
      log.warn('outcome-not-written', { reason: error instanceof Error ? error.message : String(error) })
      await wait(WRITE_AGAIN_MS, undefined, { signal }).catch(() => undefined)
    }
  }
  await removeOutcome(dataDir, visitId)
  return { kind: 'withdrawn' }
}

function listenForWithdrawals(
  listener: Redis,
  { channel, worker }: { readonly channel: string; readonly worker: Worker },
): void {
  listener.on('message', (_channel, visitId) => worker.cancelJob(visitId, 'withdrawn'))
  listener.subscribe(channel).catch(() => undefined)
}

interface PresenceParts {
  readonly redis: Redis
  readonly listener: Redis
  readonly worker: Worker
  readonly name: string
}

/** Says again and again that the workers are there, as long as they can work. */
function keepPresent(
  { workers, hasFolder, log }: ConsumerOptions,
  { redis, listener, worker, name }: PresenceParts,
): { leave(): Promise<void> } {
  const roll = workerRoll(redis, name)
  const id = randomUUID()
  let isResting = false

  async function rest(): Promise<void> {
    if (isResting) return
    isResting = true
    log.warn('worker-rests', { reason: workers.problem()?.code ?? 'The data folder is not there' })
    await worker.pause(true)
    worker.cancelAllJobs('resting')
    await roll.leave(id, workers.size)
  }

  async function work(): Promise<void> {
    if (isResting) await worker.resume()
    isResting = false
    await roll.announce(id, workers.size)
  }

  const look = async (): Promise<void> => {
    if (redis.status !== 'ready') return
    await (workers.problem() || !hasFolder() ? rest() : work())
    // A line that went dead unnoticed would bring no more withdrawals.
    await listener.ping()
  }
  const lookSafely = (): void =>
    void look().catch(error => log.info('worker-not-announced', { reason: String(error) }))
  redis.on('ready', lookSafely)
  workers.onProblemChange(lookSafely)
  const timer = setInterval(lookSafely, ANNOUNCE_EVERY_MS)
  lookSafely()
  return {
    async leave() {
      clearInterval(timer)
      if (redis.status === 'ready') await within(CLOSE_MS, roll.leave(id, workers.size))
    },
  }
}
