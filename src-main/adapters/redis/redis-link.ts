import type { Queue, QueueEvents, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Log } from '../../core/ports/log.ts'
import type { WorkersProblem } from '../../core/ports/page-workers.ts'
import { connectRedis } from './connect-redis.ts'
import { judgeRedis, type RedisVerdict } from './judge-redis.ts'
import { KEY_PREFIX, LOCK_MS, LOOK_FOR_LOST_MS } from './queue-place.ts'
import { within } from './within.ts'

const CLOSE_MS = 1000
/** Nobody reads older ones: what was missed is found by comparing. */
const KEPT_EVENTS = 1000
/** A Redis that was refused is asked again so often: somebody may have changed it. */
const ASK_AGAIN_MS = 2000

/** What the server needs of BullMQ. */
export interface QueueParts {
  readonly queue: Queue
  readonly events: QueueEvents
}

interface WatchedQueue extends QueueParts {
  readonly watch: Worker
}

export interface LinkNews {
  /** For the first time, or again: what lies in Redis may not be what it was. */
  readonly onUp: (parts: QueueParts, isFirst: boolean) => void
  readonly onDown: () => void
  /** A worker went away with this page. */
  readonly onLost: (visitId: string) => void
}

/** The server's line to Redis, watched. */
export interface RedisLink {
  readonly redis: Redis
  readonly isUp: boolean
  /** To be called once, before anything else is waited for. */
  follow(news: LinkNews): void
  /** Resolves when Redis was judged for the first time, or the time is over without a word of it. */
  firstVerdict(limitMs: number): Promise<RedisVerdict | undefined>
  problem(): WorkersProblem | null
  close(): Promise<void>
}

export interface LinkOptions {
  readonly url: string
  /** Shown where something is wrong. */
  readonly shownUrl: string
  readonly queueName: string
  readonly log: Log
}

/** Connects, judges Redis whenever it is there anew, and opens the queue once it is fit. */
export async function redisLink({ url, shownUrl, queueName, log }: LinkOptions): Promise<RedisLink> {
  const redis = await connectRedis(url)
  let opening: Promise<WatchedQueue> | undefined
  let parts: WatchedQueue | undefined
  let problem: WorkersProblem | null = null
  let isUp = false
  let isClosing = false
  let news: LinkNews = { onUp: () => undefined, onDown: () => undefined, onLost: () => undefined }
  let again: NodeJS.Timeout | undefined
  let tellFirst: (verdict: RedisVerdict) => void = () => undefined
  const first = new Promise<RedisVerdict>(resolve => {
    tellFirst = resolve
  })

  function fall(next: WorkersProblem): void {
    if (isClosing) return
    isUp = false
    if (problem?.code === next.code && (problem.detail === next.detail || next.detail === shownUrl)) return
    problem = next
    log.warn('redis-problem', { problem: next.code, detail: next.detail })
    news.onDown()
  }

  async function openParts(): Promise<WatchedQueue> {
    const { Queue: BullQueue, QueueEvents: BullEvents, Worker: BullWorker } = await import('bullmq')
    const common = { connection: redis, prefix: KEY_PREFIX }
    const queue = new BullQueue(queueName, { ...common, streams: { events: { maxLen: KEPT_EVENTS } } })
    const events = new BullEvents(queueName, common)
    // It reads nothing: it looks for pages whose worker went away, also where no other worker is left to do it.
    const watch = new BullWorker(queueName, null, {
      ...common,
      autorun: false,
      maxStalledCount: 0,
      lockDuration: LOCK_MS,
      stalledInterval: LOOK_FOR_LOST_MS,
    })
    const note = (error: Error): void => {
      if (isUp) log.info('redis-fault', { reason: error.message })
    }
    queue.on('error', note)
    events.on('error', note)
    watch.on('error', note)
    watch.on('stalled', visitId => news.onLost(visitId))
    await Promise.all([queue.waitUntilReady(), events.waitUntilReady(), watch.waitUntilReady()])
    await watch.startStalledCheckTimer()
    return { queue, events, watch }
  }

  async function rise(): Promise<void> {
    const verdict = judgeRedis(await redis.info())
    tellFirst(verdict)
    if (isClosing) return
    if (verdict.kind === 'unfit') {
      fall({ code: 'redis-unfit', detail: `${shownUrl}: ${verdict.words}` })
      again = setTimeout(riseSafely, ASK_AGAIN_MS)
      return
    }
    opening ??= openParts().catch(error => {
      opening = undefined
      throw error
    })
    const opened = await opening
    if (isClosing || redis.status !== 'ready') return
    const isFirst = parts === undefined
    parts = opened
    if (problem) log.info('redis-back', { version: verdict.version })
    problem = null
    isUp = true
    news.onUp(opened, isFirst)
  }

  const riseSafely = (): void => {
    clearTimeout(again)
    void rise().catch(error => {
      log.info('redis-fault', { reason: error instanceof Error ? error.message : String(error) })
      if (!isClosing) again = setTimeout(riseSafely, ASK_AGAIN_MS)
    })
  }
  redis.on('error', error => fall({ code: 'redis-unreachable', detail: `${shownUrl} (${reasonOf(error)})` }))
  redis.on('close', () => fall({ code: 'redis-unreachable', detail: shownUrl }))
  redis.on('ready', riseSafely)
  if (redis.status === 'ready') riseSafely()

  return {
    redis,
    get isUp() {
      return isUp
    },
    follow(follower) {
      news = follower
    },
    async firstVerdict(limitMs) {
      let verdict: RedisVerdict | undefined
      await within(
        limitMs,
        first.then(given => {
          verdict = given
        }),
      )
      return verdict
    },
    problem: () => problem,
    async close() {
      isClosing = true
      isUp = false
      clearTimeout(again)
      if (opening) await within(CLOSE_MS, opening.then(closeQueue))
      redis.disconnect()
    },
  }
}

const closeQueue = ({ queue, events, watch }: WatchedQueue): Promise<unknown> =>
  Promise.all([watch.close(true), events.close(), queue.close()])

const reasonOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string'
    ? error.code
    : error.message.replace(/[.]$/, '').slice(0, 100)
