import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { CallbackLog } from '../../../src-shared/contract/callback.ts'
import type { NumberedEvent, ServerEvent } from '../../../src-shared/contract/events.ts'
import { DEFAULT_PROMPT, type Job, type JobId } from '../../../src-shared/contract/job.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import type { Page } from '../../../src-shared/contract/page.ts'
import { EXPORT_FORMATS } from '../../../src-shared/contract/routes.ts'
import type { SettingsReply } from '../../../src-shared/contract/settings.ts'
import type { StagedFile, SubmitRequest, UseCases } from '../../app/use-cases.ts'
import { ProblemError } from '../../core/problem-error.ts'

/** Use cases held in memory, for tests of the server alone. */
export interface FakeUseCases extends UseCases {
  /** Files that are staged and neither a job nor discarded. */
  readonly staged: ReadonlyMap<string, StagedFile>
  /** What was submitted, in order. */
  readonly submitted: readonly SubmitRequest[]
  /** Bytes that were staged under a name. */
  bytesOf(name: string): Buffer
  /** Changes a job and tells it as an event. */
  change(jobId: JobId, change: Partial<Job>): Job
  /** Removes a job as retention does. */
  expire(jobId: JobId): void
  /** Forgets all events before this number. */
  forgetEventsBefore(seq: number): void
  /** Lets the next `submitJob` fail. */
  failNextSubmit(error: Error): void
}

const MARKDOWN = '# Title\n\nÄ line of text.\n'
const BYTES_AT_MOST = 5_000_000

/** A fresh set with no jobs. A submitted job is queued with three pages; `change` moves it on. */
export function fakeUseCases(): FakeUseCases {
  const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-fake-'))
  const jobs = new Map<JobId, Job>()
  const expired = new Set<JobId>()
  const staged = new Map<string, StagedFile>()
  const bytes = new Map<string, Buffer>()
  const submitted: SubmitRequest[] = []
  const events: NumberedEvent[] = []
  const wakers = new Set<() => void>()
  let firstKept = 1
  let failure: Error | undefined
  let settings = settingsReply()

  const tell = (event: ServerEvent) => {
    events.push({ seq: events.length + 1, event })
    for (const wake of wakers) wake()
  }
  const find = (jobId: JobId): Job => {
    const job = jobs.get(jobId)
    if (!job) throw new ProblemError('job-not-found', jobId)
    return job
  }
  const change = (jobId: JobId, changes: Partial<Job>): Job => {
    const job = { ...find(jobId), ...changes }
    jobs.set(jobId, job)
    tell({ kind: 'job-changed', job })
    return job
  }
  const changed = (signal: AbortSignal) =>
    new Promise<void>(resolve => {
      const wake = () => {
        wakers.delete(wake)
        resolve()
      }
      wakers.add(wake)
      signal.addEventListener('abort', wake, { once: true })
    })

  return {
    staged,
    submitted,
    change,
    bytesOf: name => bytes.get(name) ?? Buffer.alloc(0),
    expire(jobId) {
      jobs.delete(jobId)
      expired.add(jobId)
      tell({ kind: 'job-deleted', jobId })
    },
    forgetEventsBefore(seq) {
      firstKept = seq
    },
    failNextSubmit(error) {
      failure = error
    },
    async stageFile(name, chunks, signal) {
      const parts: Uint8Array[] = []
      let sizeBytes = 0
      for await (const chunk of chunks) {
        signal.throwIfAborted()
        sizeBytes += chunk.length
        if (sizeBytes > BYTES_AT_MOST) throw new ProblemError('file-too-large', `${BYTES_AT_MOST} bytes`)
        parts.push(chunk)
      }
      signal.throwIfAborted()
      const file = { path: path.join(folder, randomBytes(8).toString('hex')), name, sizeBytes }
      writeFileSync(file.path, Buffer.concat(parts))
      bytes.set(name, Buffer.concat(parts))
      staged.set(file.path, file)
      return file
    },
    async discardStaged(file) {
      staged.delete(file.path)
    },
    async submitJob(request) {
      for (const file of request.files) staged.delete(file.path)
      if (failure) {
        const error = failure
        failure = undefined
        throw error
      }
      submitted.push(request)
      const job = newJob(request, jobs.size)
      jobs.set(job.id, job)
      tell({ kind: 'job-changed', job })
      return job
    },
    findJob: async jobId => find(jobId),
    async listJobs({ limit = 100, cursor, state, search, origin }) {
      const all = [...jobs.values()]
        .reverse()
        .filter(job => (state ? job.state === state : true))
        .filter(job => (origin ? job.origin === origin : true))
        .filter(job => job.name.toLowerCase().includes((search ?? '').toLowerCase()))
      const from = Number(cursor ?? 0)
      const next = from + limit
      return {
        jobs: all.slice(from, next),
        nextCursor: next < all.length ? String(next) : null,
        total: all.length,
      }
    },
    async cancelJob(jobId) {
      const job = find(jobId)
      return isAtRest(job.state) ? job : change(jobId, { state: 'cancelled', finishedAt: Date.now() })
    },
    async pauseJob(jobId) {
      if (isAtRest(find(jobId).state)) throw new ProblemError('wrong-state')
      return change(jobId, { state: 'paused' })
    },
    async resumeJob(jobId) {
      if (find(jobId).state !== 'paused') throw new ProblemError('wrong-state')
      return change(jobId, { state: 'queued' })
    },
    async retryPages(jobId, number) {
      if (number !== null && number > find(jobId).pageCount) throw new ProblemError('page-not-found')
      return change(jobId, { state: 'queued', problem: null })
    },
    async deleteJob(jobId) {
      find(jobId)
      jobs.delete(jobId)
      tell({ kind: 'job-deleted', jobId })
    },
    hasExpired: async jobId => expired.has(jobId),
    async openResult({ jobId, format, partial }) {
      const job = find(jobId)
      if (job.state !== 'completed' && !partial) throw new ProblemError('result-not-ready')
      const body = Buffer.from(format === 'json' ? '{"pages":[]}' : MARKDOWN)
      return {
        mediaType: EXPORT_FORMATS[format].mediaType,
        fileName: job.name + EXPORT_FORMATS[format].extension,
        body: (async function* () {
          yield body.subarray(0, 5)
          yield body.subarray(5)
        })(),
        sizeBytes: body.length,
      }
    },
    async resultMetadata(jobId) {
      const job = find(jobId)
      return {
        filename: job.name,
        total_pages: job.pageCount,
        processed_at: '2026-01-07T12:35:45',
        processing_time_seconds: 750.2,
        prompt_used: job.options.prompt,
      }
    },
    listPages: async jobId => Array.from({ length: find(jobId).pageCount }, (_, at) => pageSummary(at + 1)),
    async readPage(jobId, number) {
      if (number > find(jobId).pageCount) throw new ProblemError('page-not-found')
      return page(number)
    },
    async pageImage(jobId, number, sidePx) {
      if (number > find(jobId).pageCount) throw new ProblemError('page-not-found')
      return fileOnDisk(path.join(folder, `${number}-${sidePx}.png`), 'image/png')
    },
    async annotatedPage(jobId, number, dpi) {
      if (number > find(jobId).pageCount) throw new ProblemError('page-not-found')
      return Readable.from([Buffer.from(`page ${number}`), Buffer.from(` at ${dpi} dpi`)])
    },
    async figureFile(jobId, name) {
      find(jobId)
      if (name !== 'page-000001-figure-1.png') throw new ProblemError('figure-not-found')
      return fileOnDisk(path.join(folder, name), 'image/png')
    },
    pagesByEngine: async () => new Map(),
    async documentFile(jobId, number) {
      const document = find(jobId).documents[number - 1]
      if (!document) throw new ProblemError('document-not-found')
      return { ...fileOnDisk(path.join(folder, 'document.pdf'), 'application/pdf'), fileName: document.name }
    },
    async waitForJob(jobId, signal) {
      while (!isAtRest(find(jobId).state)) {
        await changed(signal)
        signal.throwIfAborted()
      }
      return find(jobId)
    },
    async *followEvents(afterSeq, jobId, signal) {
      let seen = afterSeq ?? events.length
      if (seen + 1 < firstKept) {
        seen = events.length
        yield { reset: seen }
      }
      while (!signal.aborted) {
        const event = events[seen]
        if (event === undefined) {
          await changed(signal)
          continue
        }
        seen = event.seq
        if (jobId === null || idOf(event.event) === jobId) yield event
      }
    },
    async callbackLog(jobId, limit) {
      find(jobId)
      return { ...CALLBACK_LOG, deliveries: CALLBACK_LOG.deliveries.slice(0, limit) }
    },
    async retryDelivery(jobId, id) {
      find(jobId)
      const delivery = CALLBACK_LOG.deliveries.find(one => one.id === id)
      if (!delivery) throw new ProblemError('callback-not-found', String(id))
      return { ...delivery, state: 'waiting' }
    },
    async jobCounts() {
      const states = [...jobs.values()].map(({ state }) => state)
      return {
        active: states.filter(state => state === 'processing').length,
        queued: states.filter(state => state === 'queued').length,
      }
    },
    readSettings: async () => settings,
    async changeSettings(patch) {
      settings = { ...settings, settings: { ...settings.settings, ...patch } }
      return settings
    },
  }
}

const idOf = (event: ServerEvent): JobId => (event.kind === 'job-changed' ? event.job.id : event.jobId)

function newJob(request: SubmitRequest, number: number): Job {
  const name = request.files[0]?.name ?? ''
  const clean = name.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 80) || 'file'
  return {
    id: `${clean}_20260107_123456_${number.toString(16).padStart(8, '0')}`,
    name,
    state: 'queued',
    origin: request.origin,
    options: {
      mode: 'balanced',
      language: 'auto',
      pages: '',
      prompt: DEFAULT_PROMPT,
      dpi: null,
      forceOcr: false,
      engine: 'paddle',
      ...request.options,
    },
    documents: request.files.map((file, at) => ({
      number: at + 1,
      name: file.name,
      mediaType: 'application/pdf',
      sizeBytes: file.sizeBytes,
      pagesInFile: 3,
      firstPage: at * 3 + 1,
      pageCount: 3,
    })),
    pageCount: request.files.length * 3,
    donePages: 0,
    failedPages: 0,
    blankPages: 0,
    createdAt: 1_704_625_200_123,
    startedAt: null,
    finishedAt: null,
    problem: null,
    sizeBytes: 1000,
    secondsLeft: null,
    jobsAhead: 0,
    continuedAtPage: null,
  }
}

function pageSummary(number: number) {
  return {
    number,
    documentNumber: 1,
    pageInDocument: number,
    state: 'waiting' as const,
    attempt: 0,
    problem: null,
    engine: null,
    confidence: null,
    wordCount: null,
    durationMs: null,
    finishedAt: null,
  }
}

function page(number: number): Page {
  return {
    number,
    documentNumber: 1,
    pageInDocument: number,
    widthPx: 100,
    heightPx: 200,
    dpi: 200,
    rotation: 0,
    skewDegrees: 0,
    source: 'ocr',
    engine: 'paddle',
    mode: 'balanced',
    confidence: 1,
    regions: [],
    notices: [],
    timings: { total: 12.5 },
  }
}

function fileOnDisk(file: string, mediaType: string) {
  const content = Buffer.from('0123456789'.repeat(100))
  writeFileSync(file, content)
  return { path: file, mediaType, fileName: path.basename(file), sizeBytes: content.length }
}

function settingsReply(): SettingsReply {
  return {
    settings: {
      host: '127.0.0.1',
      port: 7243,
      alsoListen: [],
      allowedOrigins: [],
      allowedCallbacks: [],
      workers: null,
      redisUrl: null,
      executionProvider: 'auto',
      maxConcurrency: 1,
      defaultMode: 'balanced',
      maxJobStorageMb: 10_240,
      maxJobCount: 1000,
      maxJobAgeHours: 168,
      maxUploadMb: 4096,
      maxPages: 10_000,
      inferenceMode: 'embedded',
      deepseekUrl: null,
      nanonetsUrl: null,
      dotsocrUrl: null,
      lightonocrUrl: null,
      missingModel: 'embedded',
    },
    fixedBy: {},
    dataDir: '/data',
    logDir: '/data/logs',
    version: '0.0.0',
    waitingForRestart: [],
    execution: { provider: 'cpu', reason: 'no-device', candidates: [] },
  }
}

const CALLBACK_LOG: CallbackLog = {
  callback: { url: 'http://scans.test:9000/in', taskId: 'task-1' },
  waiting: 0,
  delivered: 0,
  givenUp: 1,
  deliveries: [
    {
      id: 7,
      kind: 'node',
      page: 1,
      state: 'given-up',
      attempts: 7,
      createdAt: 1000,
      lastAttemptAt: 2000,
      nextAttemptAt: null,
      lastStatus: 500,
      lastFailure: 'answered',
      lastDetail: '',
    },
  ],
}
