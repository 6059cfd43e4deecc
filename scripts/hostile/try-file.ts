import { openAsBlob } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Product } from '../../bench/start-product.ts'
import { watchProcesses } from '../../bench/watch-processes.ts'
import { ApiProblem } from '../../src-shared/client/api-problem.ts'
import type { Job } from '../../src-shared/contract/job.ts'
import { isAtRest } from '../../src-shared/contract/job-transitions.ts'
import type { HostileFile } from './expectations.ts'
import type { Tried } from './tried.ts'

const MIB = 1024 * 1024
const POLL_MS = 100
/** A job that is cancelled has to stop in less. */
const CANCEL_MS = 2000
/** A server that takes longer for its health is not well. */
const HEALTH_MS = 1000

export interface TryOptions {
  /** A job that is not at rest by then is cancelled. */
  readonly waitMs: number
  readonly mode: 'fast' | 'balanced' | 'accurate'
}

/** Sends one file under a name and waits for what comes of it. */
export async function tryFile(product: Product, file: HostileFile, options: TryOptions): Promise<Tried> {
  const watch = watchProcesses(product.pid)
  const from = performance.now()
  const ending = await endOf(product, file, options)
  const seconds = (performance.now() - from) / 1000
  const { peakTogetherBytes } = watch.stop()
  const healthMs = await healthTime(product)
  const surprises = [ending.surprise, healthMs > HEALTH_MS ? `health took ${healthMs} ms` : ''].filter(
    Boolean,
  )
  return {
    name: file.name,
    expected: file.expected,
    ...ending,
    seconds,
    peakMb: Math.round(peakTogetherBytes / MIB),
    healthMs,
    surprise: surprises.join('; '),
  }
}

type Ending = Pick<Tried, 'status' | 'outcome' | 'words' | 'surprise'>

async function endOf({ client }: Product, file: HostileFile, { waitMs, mode }: TryOptions): Promise<Ending> {
  try {
    const { id } = await client.submitJob({
      files: [{ name: file.name.split('/').at(-1) ?? '', bytes: await openAsBlob(file.path) }],
      fields: { mode, ...(file.password === null ? {} : { password: file.password }) },
    })
    const job = await atRest(client, id, waitMs)
    if (!isAtRest(job.state)) return await cancelled(client, job)
    return { status: 202, ...(await resting(client, job)) }
  } catch (error) {
    if (!(error instanceof ApiProblem))
      return { status: null, outcome: 'no reply', words: String(error), surprise: 'no reply' }
    const { status, code, detail } = error.problem
    return { status, outcome: code, words: detail, surprise: status >= 500 ? `${status}` : '' }
  }
}

/** The job at rest, or as it stands when the time is over. */
export async function atRest(client: Product['client'], jobId: string, waitMs: number): Promise<Job> {
  const until = performance.now() + waitMs
  let job = await client.getJob(jobId)
  while (!isAtRest(job.state) && performance.now() < until) {
    await wait(POLL_MS)
    job = await client.getJob(jobId)
  }
  return job
}

async function cancelled(client: Product['client'], { id, donePages, pageCount }: Job): Promise<Ending> {
  const from = performance.now()
  await client.cancelJob(id)
  const job = await atRest(client, id, 10_000)
  const ms = performance.now() - from
  return {
    status: 202,
    outcome: job.state,
    words: `cancelled after ${donePages} of ${pageCount} pages, in ${Math.round(ms)} ms`,
    surprise: ms > CANCEL_MS || job.state !== 'cancelled' ? 'cancel was slow' : '',
  }
}

async function resting(client: Product['client'], job: Job): Promise<Omit<Ending, 'status'>> {
  const failed = (await client.listPages(job.id)).filter(page => page.problem)
  const reasons = [...new Set(failed.map(({ problem }) => `${problem?.code}: ${problem?.detail}`))]
  const result = job.state === 'completed' ? await (await client.getResult(job.id)).text() : ''
  const pages = `${job.donePages - job.failedPages} of ${job.pageCount} pages, ${job.blankPages} blank, ${result.length} characters`
  const words = [pages, job.problem?.code, ...reasons.slice(0, 3)].filter(Boolean).join(' | ')
  return {
    outcome: job.state,
    words,
    surprise: reasons.some(each => /^internal/.test(each)) ? 'internal' : '',
  }
}

async function healthTime({ url, key }: Product): Promise<number> {
  const from = performance.now()
  const reply = await fetch(`${url}/api/v1/health`, {
    headers: { 'x-api-key': key },
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined)
  await reply?.arrayBuffer()
  return reply?.ok ? Math.round(performance.now() - from) : Number.POSITIVE_INFINITY
}
