import type { Log } from '../../core/ports/log.ts'
import type { PageWorkers } from '../../core/ports/page-workers.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { maskedUrl } from '../../core/settings/masked-url.ts'
import { consumePages } from './consume-pages.ts'
import type { RedisVerdict } from './judge-redis.ts'
import { queueNameOf } from './queue-place.ts'
import { type RedisLink, redisLink } from './redis-link.ts'
import { redisVisits } from './redis-visits.ts'
import type { Sealer } from './sealer.ts'
import { workerRoll } from './worker-roll.ts'

/** How long the start waits for a word of Redis before it goes on without. */
const FIRST_WORD_MS = 4000
const COUNT_EVERY_MS = 1000
/** Every so many counts, what lies in Redis is compared with what is under way. */
const COUNTS_PER_COMPARISON = 4
/** So often nobody may be found before one says so: a worker that starts anew needs a moment. */
const COUNTS_UNTIL_MISSED = 5

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

/** Page workers behind a queue on Redis, on this and other machines. Throws `redis-unfit` where pages would not be safe. */
export async function redisPageWorkers(options: RedisPageWorkersOptions): Promise<RedisPageWorkers> {
  const { dataDir, seal, own, log } = options
  const queueName = queueNameOf(seal)
  const shownUrl = maskedUrl(options.url)
  const problemListeners = new Set<() => void>()
  const sizeListeners = new Set<() => void>()
  const tellProblem = (): void => {
    for (const listener of problemListeners) listener()
  }
  let size = 0
  let emptyCounts = 0
  let counts = 0
  let isClosed = false

  const link = await redisLink({ url: options.url, shownUrl, queueName, log })
  const roll = workerRoll(link.redis, queueName)
  const visits = redisVisits({ link, queueName, dataDir, seal, log, onRefusalChange: tellProblem })

  function setSize(next: number): void {
    if (next === size) return
    log.info('workers-counted', { workers: next })
    size = next
    for (const listener of sizeListeners) listener()
  }

  function noteEmpty(isEmpty: boolean): void {
    const wasMissed = emptyCounts >= COUNTS_UNTIL_MISSED
    emptyCounts = isEmpty ? emptyCounts + 1 : 0
    if (wasMissed !== emptyCounts >= COUNTS_UNTIL_MISSED) tellProblem()
  }

  async function look(isNew: boolean): Promise<void> {
    if (!link.isUp || isClosed) return
    const counted = await roll.count()
    if (!link.isUp || isClosed) return
    setSize(counted)
    noteEmpty(counted === 0)
    counts += 1
    if (isNew || counts % COUNTS_PER_COMPARISON === 0) await visits.compare()
  }

  const lookOnce = oneAtATime(look, error => log.info('redis-fault', { reason: error.message }))
  link.follow({
    onUp(parts, isFirst) {
      if (isFirst) visits.attach(parts)
      lookOnce(true)
      tellProblem()
    },
    onDown() {
      setSize(0)
      tellProblem()
    },
    onLost: visits.lose,
  })
  const verdict = await link.firstVerdict(FIRST_WORD_MS)
  if (verdict?.kind === 'unfit') {
    await link.close()
    throw new ProblemError('redis-unfit', `${shownUrl}: ${verdict.words}`)
  }
  const timer = setInterval(() => lookOnce(false), COUNT_EVERY_MS)
  timer.unref()
  const consumer = own && (await consumePages({ ...options, workers: own, hasFolder: () => true }))
  own?.onProblemChange(tellProblem)

  const workers: PageWorkers = {
    get size() {
      return size
    },
    onSizeChange: listener => sizeListeners.add(listener),
    recognise: visits.recognise,
    problem() {
      const refusal = visits.refusal()
      if (link.problem()) return link.problem()
      if (refusal) return { code: 'redis-unfit', detail: `${shownUrl}: ${refusal}` }
      if (emptyCounts < COUNTS_UNTIL_MISSED) return null
      return own?.problem() ?? { code: 'no-page-worker', detail: shownUrl }
    },
    onProblemChange: listener => problemListeners.add(listener),
    async close() {
      if (isClosed) return
      isClosed = true
      clearInterval(timer)
      await visits.close()
      await consumer?.close()
      await Promise.all([link.close(), own?.close()])
    },
  }
  return { workers, notices: noticesOf(verdict, link, shownUrl) }
}

/** Calls that come while one is under way become one more after it; what one of them wished for is kept. */
function oneAtATime(
  work: (wish: boolean) => Promise<void>,
  onError: (error: Error) => void,
): (wish: boolean) => void {
  let isUnderWay = false
  let isWished = false
  const start = (wish: boolean): void => {
    isWished ||= wish
    if (isUnderWay) return
    isUnderWay = true
    const wished = isWished
    isWished = false
    void work(wished)
      .catch(error => onError(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        isUnderWay = false
        if (isWished) start(false)
      })
  }
  return start
}

function noticesOf(verdict: RedisVerdict | undefined, link: RedisLink, shownUrl: string): string[] {
  if (verdict?.kind !== 'fit') {
    const place = link.problem()?.detail ?? shownUrl
    return [`Redis cannot be reached yet: ${place}. Jobs are accepted and go on when it can.`]
  }
  return verdict.keepsPages
    ? []
    : [`Redis at ${shownUrl} keeps no append-only file; should it end, pages under way are handed out again.`]
}
