import type { JobId } from '../../src-shared/contract/job.ts'
import { nextAttemptInMs } from '../core/outgoing/next-attempt.ts'
import { listenerOfText } from '../core/outgoing/outgoing-url.ts'
import type { AttemptEnd, DueDelivery } from '../core/ports/delivery-store.ts'
import type { OutgoingAnswer } from '../core/ports/outgoing-client.ts'
import type { AppParts } from './app-parts.ts'

/** Jobs served at once; of each one body at a time. */
const LANES = 16
/** A listener that answers slowly shall not hold all lanes. */
const LANES_PER_LISTENER = 4
const BREATH_AFTER_FAULT_MS = 1000

export interface CallbackDeliveries {
  /** Breaks off what is under way; it goes out again after the next start. */
  stop(): Promise<void>
}

type DeliveryParts = Pick<
  AppParts,
  'deliveries' | 'jobs' | 'pages' | 'files' | 'outgoing' | 'bodies' | 'clock' | 'log' | 'randomHex'
>

interface Lane {
  readonly listener: string
  readonly ended: Promise<void>
}

/** Posts what stands in the delivery store, each body until it is accepted or given up: at least once. */
export function deliverCallbacks(
  parts: DeliveryParts,
  noteSettled: (jobId: JobId) => void,
): CallbackDeliveries {
  const { deliveries, clock, log } = parts
  const stopping = new AbortController()
  const lanes = new Map<JobId, Lane>()

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await step()
      } catch (error) {
        log.error('callback-fault', { reason: error instanceof Error ? error.message : '' })
        await clock.wait(BREATH_AFTER_FAULT_MS, stopping.signal)
      }
    }
  }

  /** Begins one delivery, or waits until there may be one to begin. */
  async function step(): Promise<void> {
    const pause = new AbortController()
    const wake = (): void => pause.abort()
    stopping.signal.addEventListener('abort', wake, { once: true })
    try {
      // Listening before looking: what comes in between is heard.
      const changed = deliveries.changed(pause.signal)
      const ends = [...lanes.values()].map(lane => lane.ended)
      const next = lanes.size < LANES ? await deliveries.next(busyPlaces(lanes)) : undefined
      const waitMs = next ? next.dueAt - clock.now() : null
      if (next && waitMs !== null && waitMs <= 0) return begin(next)
      const due = waitMs === null ? [] : [clock.wait(waitMs, pause.signal)]
      await Promise.race([changed, ...ends, ...due])
    } finally {
      pause.abort()
      stopping.signal.removeEventListener('abort', wake)
    }
  }

  function begin(due: DueDelivery): void {
    if (stopping.signal.aborted) return
    const ended = deliver(parts, due, stopping.signal)
      .catch(async error => {
        log.error('delivery-fault', { jobId: due.jobId, reason: error instanceof Error ? error.message : '' })
        await clock.wait(BREATH_AFTER_FAULT_MS, stopping.signal)
      })
      .finally(() => {
        lanes.delete(due.jobId)
        noteSettled(due.jobId)
      })
    lanes.set(due.jobId, { listener: listenerOfText(due.callback.url), ended })
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
      await Promise.all([...lanes.values()].map(lane => lane.ended))
    },
  }
}

function busyPlaces(lanes: ReadonlyMap<JobId, Lane>) {
  const listeners = [...lanes.values()].map(lane => lane.listener)
  const isFull = (listener: string): boolean =>
    listeners.filter(other => other === listener).length >= LANES_PER_LISTENER
  return { jobs: [...lanes.keys()], listeners: [...new Set(listeners)].filter(isFull) }
}

async function deliver(parts: DeliveryParts, due: DueDelivery, signal: AbortSignal): Promise<void> {
  const { deliveries, outgoing, log } = parts
  const { jobId, callback, delivery } = due
  const body = await bodyOf(parts, due)
  if (body.kind === 'end') return deliveries.settle(delivery.id, body.end)
  // Of Standard Webhooks what needs no secret: a listener tells by the id that a body comes a second time.
  const headers = {
    'webhook-id': [jobId, delivery.kind, delivery.page ?? 0, delivery.createdAt].join('.'),
    'webhook-timestamp': String(Math.floor(parts.clock.now() / 1000)),
  }
  const answer = await outgoing.post(
    { url: callback.url, purpose: 'callback', headers, body: body.text },
    signal,
  )
  if (signal.aborted) return
  const end = endOf(parts, answer, delivery.attempts + 1)
  await deliveries.settle(delivery.id, end)
  const facts = { jobId, delivery: delivery.id, kind: delivery.kind, page: delivery.page }
  if (end.kind === 'delivered') log.info('callback-delivered', { ...facts, status: end.status })
  if (end.kind === 'failed') {
    log.warn('callback-failed', {
      ...facts,
      failure: end.failure,
      status: end.status,
      isGivenUp: end.nextAttemptAt === null,
    })
  }
}

type Body =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'end'; readonly end: AttemptEnd }

async function bodyOf(parts: DeliveryParts, { jobId, callback, delivery }: DueDelivery): Promise<Body> {
  const { jobs, pages, files, bodies, deliveries } = parts
  const nothing: Body = { kind: 'end', end: { kind: 'nothing' } }
  const job = (await jobs.find(jobId))?.job
  if (!job) return nothing
  if (delivery.page === null) {
    const { waiting, delivered, givenUp } = await deliveries.log(jobId, 0)
    const nodeCount = waiting + delivered + givenUp - 1
    const facts = { taskId: callback.taskId, nodeCount, pages: await pages.list(jobId) }
    return { kind: 'text', text: bodies.completion(job, facts) }
  }
  const page = await files.readPage(jobId, delivery.page)
  if (!page) return { kind: 'end', end: PAGE_LOST }
  const text = bodies.node(job, page, callback.taskId)
  return text === undefined ? nothing : { kind: 'text', text }
}

const PAGE_LOST: AttemptEnd = {
  kind: 'failed',
  status: null,
  failure: 'nothing-to-send',
  detail: '',
  nextAttemptAt: null,
  isListenersFault: false,
}

const GONE = 410
const TOO_MANY_REQUESTS = 429
const UNAVAILABLE = 503

/** What an answer means: any 2xx accepts, 410 wants nothing more, all else is tried again. */
function endOf({ clock, randomHex }: DeliveryParts, answer: OutgoingAnswer, attempts: number): AttemptEnd {
  const chance = Number.parseInt(randomHex(), 16) / 0xffff_ffff
  if (answer.kind === 'unanswered') {
    const { failure, detail } = answer
    const waitMs = nextAttemptInMs({ attempts, retryAfterMs: null, chance })
    return {
      kind: 'failed',
      status: null,
      failure,
      detail,
      nextAttemptAt: after(waitMs),
      isListenersFault: true,
    }
  }
  const { status, retryAfterMs } = answer
  if (status >= 200 && status < 300) return { kind: 'delivered', status }
  const waitMs = status === GONE ? null : nextAttemptInMs({ attempts, retryAfterMs, chance })
  const isListenersFault = status === GONE || status === TOO_MANY_REQUESTS || status === UNAVAILABLE
  return {
    kind: 'failed',
    status,
    failure: 'answered',
    detail: '',
    nextAttemptAt: after(waitMs),
    isListenersFault,
  }

  function after(waitMs: number | null): number | null {
    return waitMs === null ? null : clock.now() + waitMs
  }
}
