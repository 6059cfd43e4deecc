import type { Job } from '../../../src-shared/contract/job.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import type { UseCases } from '../../app/use-cases.ts'
import { ProblemError } from '../../core/problem-error.ts'
import type { HttpTimes } from '../server-parts.ts'
import { orSilence } from '../stream-events.ts'
import { jsonObject } from './json-pieces.ts'
import { modelOf } from './ocr-options.ts'
import { ocrMetadata, ocrPages } from './ocr-result.ts'
import { errorWords, STATUS_WORDS } from './status-words.ts'

interface Following {
  readonly useCases: UseCases
  readonly now: () => number
  readonly times: HttpTimes
  readonly signal: AbortSignal
}

/** While pages come quickly the status is told no more often than this. */
const STATUS_EVERY_MS = 1000

/** C's event stream of one job: `status` until it is at rest, then `result` or `error`; `timeout` in their place when it takes too long; `close` at the end. */
export async function* ocrStream(jobId: string, following: Following): AsyncGenerator<string> {
  const { useCases, now, times, signal } = following
  const deadline = now() + times.ocrStreamMs
  const ended = new AbortController()
  const untilEnd = AbortSignal.any([signal, ended.signal])
  const changes = useCases.followEvents(null, jobId, untilEnd)[Symbol.asyncIterator]()
  // Asked for before the first look at the job: a change in between is not missed.
  let next = changes.next()
  let told = ''
  let toldAt = 0
  let isSilent = true
  try {
    while (!signal.aborted) {
      const job = await findOrGone(useCases, jobId)
      const word = job === undefined ? '' : STATUS_WORDS.c[job.state]
      if (job === undefined || isAtRest(job.state)) {
        yield* ending(useCases, job, jobId)
        return
      }
      if (isSilent || word !== told || now() - toldAt >= STATUS_EVERY_MS) {
        yield statusEvent(job, now())
        told = word
        toldAt = now()
      }
      if (now() >= deadline) {
        const message = `Job still running after ${Math.round(times.ocrStreamMs / 60_000)} minutes`
        yield event('timeout', { status: 'timeout', job_id: jobId, message })
        yield closing
        return
      }
      const step = await orSilence(next, Math.min(times.heartbeatMs, deadline - now()))
      isSilent = step === 'silence'
      if (step === 'silence') continue
      if (step.done) return
      next = changes.next()
    }
  } finally {
    // The events wait for the next one: only the signal ends that.
    ended.abort()
    next.catch(() => undefined)
    await changes.return?.()
  }
}

const event = (name: string, facts: object): string => `event: ${name}\ndata: ${JSON.stringify(facts)}\n\n`

const closing = event('close', { message: 'Stream complete' })

/** The id of the last event that a stream has to tell. */
const END_ID = 'end'

/**
 * Whether a client that comes back has been told everything. Answered with 204, an EventSource whose page did not close it
 * stops asking; without that it would fetch the whole result again every few seconds.
 */
export const isToldAll = (lastEventId: unknown, job: Job): boolean =>
  lastEventId === END_ID && isAtRest(job.state)

function statusEvent(job: Job, now: number): string {
  const seconds = Math.floor(((job.finishedAt ?? now) - job.createdAt) / 1000)
  return event('status', {
    status: STATUS_WORDS.c[job.state],
    job_id: job.id,
    elapsed: Math.max(0, seconds),
  })
}

async function* ending(useCases: UseCases, job: Job | undefined, jobId: string): AsyncGenerator<string> {
  if (job?.state === 'completed') {
    yield statusEvent(job, 0)
    yield 'event: result\ndata: '
    const result = jsonObject({
      job_id: job.id,
      status: 'completed',
      total_pages: job.pageCount,
      model: modelOf(job),
      results: ocrPages(useCases, job),
      metadata: ocrMetadata(useCases, job),
    })
    for await (const piece of result) yield onOneLine(piece)
    yield '\n\n'
  } else {
    const error = job === undefined ? 'Job was deleted' : (errorWords(job, 'c') ?? 'Job failed')
    yield event('error', { status: 'error', job_id: jobId, error })
  }
  yield `id: ${END_ID}\n${closing}`
}

/** Python's sseclient takes these for line ends too; in JSON they stand in texts only, where they can be escaped. */
const onOneLine = (json: string): string =>
  json.replace(/[\u0085\u2028\u2029]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

async function findOrGone({ findJob }: UseCases, jobId: string): Promise<Job | undefined> {
  try {
    return await findJob(jobId)
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'job-not-found') return undefined
    throw error
  }
}
