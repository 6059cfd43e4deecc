import type { Static, TSchema } from 'typebox'
import { Check } from 'typebox/value'
import type { CallbackLog, Delivery } from '../contract/callback.ts'
import type { Job, JobId, PageSummary } from '../contract/job.ts'
import type { Page } from '../contract/page.ts'
import { problemOf } from '../contract/problem.ts'
import {
  type Health,
  type JobList,
  type ListJobsQuery,
  ORIGIN_HEADER,
  type ResultQuery,
  ROUTES,
  type SubmitFields,
  UPLOAD_KEY_HEADER,
} from '../contract/routes.ts'
import type { SettingsPatch, SettingsReply } from '../contract/settings.ts'
import { ApiProblem, problemOfReply, ServerUnreachable } from './api-problem.ts'
import { type EventStreamListener, followEventStream } from './event-stream.ts'

export interface ApiClientOptions {
  /** Empty for the server that the page came from. */
  readonly baseUrl: string
  /** Not needed where a cookie or the desktop adds it. */
  readonly key?: string | null
  /** By which door this client comes; anybody else is `http`. */
  readonly origin?: 'window' | 'cli'
  readonly fetch?: typeof fetch
}

export interface UploadFile {
  readonly name: string
  readonly bytes: Blob
}

export interface Submission {
  readonly files: readonly UploadFile[]
  readonly fields?: SubmitFields
  /** Made by the caller, e.g. crypto.randomUUID(): lets `abandonUpload` end it, and makes a repeat harmless. */
  readonly uploadKey?: string
  readonly signal?: AbortSignal
}

/** Every native call of Pageloom. Each throws ApiProblem, or ServerUnreachable when no answer comes. */
export interface ApiClient {
  health(): Promise<Health>
  /** Exchanges the one-time code of the printed address for a cookie. */
  openSession(code: string): Promise<void>
  submitJob(submission: Submission): Promise<Job>
  abandonUpload(uploadKey: string): Promise<void>
  listJobs(query?: ListJobsQuery): Promise<JobList>
  getJob(jobId: JobId): Promise<Job>
  cancelJob(jobId: JobId): Promise<Job>
  pauseJob(jobId: JobId): Promise<Job>
  resumeJob(jobId: JobId): Promise<Job>
  retryJob(jobId: JobId): Promise<Job>
  deleteJob(jobId: JobId): Promise<void>
  /** The result as a reply to be read as text, blob or stream. */
  getResult(jobId: JobId, query?: ResultQuery): Promise<Response>
  resultUrl(jobId: JobId, query?: ResultQuery): string
  listPages(jobId: JobId): Promise<readonly PageSummary[]>
  getPage(jobId: JobId, number: number): Promise<Page>
  retryPage(jobId: JobId, number: number): Promise<Job>
  pageImageUrl(jobId: JobId, number: number, sidePx?: number): string
  /** What was posted for the job, and what came of it. */
  getCallbacks(jobId: JobId, limit?: number): Promise<CallbackLog>
  /** Posts one that was given up once more. */
  retryCallback(jobId: JobId, id: number): Promise<Delivery>
  /** A picture that a page's text names. */
  getFigure(jobId: JobId, name: string): Promise<Response>
  figureUrl(jobId: JobId, name: string): string
  documentFileUrl(jobId: JobId, number: number): string
  getSettings(): Promise<SettingsReply>
  changeSettings(patch: SettingsPatch): Promise<SettingsReply>
  /** Follows the events of all jobs, or of one, over broken connections, until the signal is aborted. */
  followEvents(listener: EventStreamListener, options: FollowOptions): Promise<void>
}

export interface FollowOptions {
  readonly jobId?: JobId
  /** Replays what came after this event. */
  readonly after?: number
  readonly signal: AbortSignal
}

interface RouteRow {
  readonly method: string
  readonly path: string
}

interface CallParts {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: object
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** The one client of the native API, for the window, the command line and programs. */
export function apiClient(options: ApiClientOptions): ApiClient {
  const call = (row: RouteRow, parts: CallParts = {}) => callServer(options, row, parts)
  const job = async (row: RouteRow, jobId: JobId, number?: number) =>
    accepted(
      ROUTES.getJob.reply,
      await call(row, { params: { jobId, ...(number === undefined ? {} : { number }) } }),
    )
  const urlOf = (row: RouteRow, parts: CallParts) => options.baseUrl + pathOf(row, parts)

  return {
    health: async () => accepted(ROUTES.health.reply, await call(ROUTES.health)),
    async openSession(code) {
      await call(ROUTES.openSession, json({ code }))
    },
    async submitJob({ files, fields = {}, uploadKey, signal }) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
      for (const file of files) form.append('file', file.bytes, file.name)
      const headers = uploadKey === undefined ? {} : { [UPLOAD_KEY_HEADER]: uploadKey }
      const reply = await call(ROUTES.submitJob, { body: form, headers, ...(signal ? { signal } : {}) })
      return accepted(ROUTES.submitJob.reply, reply)
    },
    async abandonUpload(uploadKey) {
      await call(ROUTES.abandonUpload, { params: { uploadKey } })
    },
    listJobs: async (query = {}) => accepted(ROUTES.listJobs.reply, await call(ROUTES.listJobs, { query })),
    getJob: jobId => job(ROUTES.getJob, jobId),
    cancelJob: jobId => job(ROUTES.cancelJob, jobId),
    pauseJob: jobId => job(ROUTES.pauseJob, jobId),
    resumeJob: jobId => job(ROUTES.resumeJob, jobId),
    retryJob: jobId => job(ROUTES.retryJob, jobId),
    async deleteJob(jobId) {
      await call(ROUTES.deleteJob, { params: { jobId } })
    },
    getResult: (jobId, query = {}) => call(ROUTES.getResult, { params: { jobId }, query }),
    resultUrl: (jobId, query = {}) => urlOf(ROUTES.getResult, { params: { jobId }, query }),
    listPages: async jobId =>
      (await accepted(ROUTES.listPages.reply, await call(ROUTES.listPages, { params: { jobId } }))).pages,
    getPage: async (jobId, number) =>
      accepted(ROUTES.getPage.reply, await call(ROUTES.getPage, { params: { jobId, number } })),
    retryPage: (jobId, number) => job(ROUTES.retryPage, jobId, number),
    getCallbacks: async (jobId, limit) =>
      accepted(
        ROUTES.getCallbacks.reply,
        await call(ROUTES.getCallbacks, { params: { jobId }, query: { limit } }),
      ),
    retryCallback: async (jobId, id) =>
      accepted(ROUTES.retryCallback.reply, await call(ROUTES.retryCallback, { params: { jobId, id } })),
    pageImageUrl: (jobId, number, side) =>
      urlOf(ROUTES.getPageImage, { params: { jobId, number }, query: { side } }),
    getFigure: (jobId, name) => call(ROUTES.getFigure, { params: { jobId, name } }),
    figureUrl: (jobId, name) => urlOf(ROUTES.getFigure, { params: { jobId, name } }),
    documentFileUrl: (jobId, number) => urlOf(ROUTES.getDocumentFile, { params: { jobId, number } }),
    getSettings: async () => accepted(ROUTES.getSettings.reply, await call(ROUTES.getSettings)),
    changeSettings: async patch =>
      accepted(ROUTES.changeSettings.reply, await call(ROUTES.changeSettings, json(patch))),
    followEvents: (listener, { jobId, after, signal }) =>
      followEventStream(listener, {
        signal,
        after: after ?? null,
        open: (headers, abort) =>
          call(jobId === undefined ? ROUTES.events : ROUTES.jobEvents, {
            headers,
            signal: abort,
            ...(jobId === undefined ? {} : { params: { jobId } }),
          }),
      }),
  }
}

async function callServer(options: ApiClientOptions, row: RouteRow, parts: CallParts): Promise<Response> {
  const send = options.fetch ?? fetch
  const request: RequestInit = {
    method: row.method,
    headers: {
      ...(options.origin ? { [ORIGIN_HEADER]: options.origin } : {}),
      ...(options.key ? { authorization: `Bearer ${options.key}` } : {}),
      ...parts.headers,
    },
    ...(parts.body === undefined ? {} : { body: parts.body }),
    ...(parts.signal ? { signal: parts.signal } : {}),
  }
  const reply = await send(options.baseUrl + pathOf(row, parts), request).catch(error => {
    throw parts.signal?.aborted ? error : new ServerUnreachable(error)
  })
  if (!reply.ok) throw await problemOfReply(reply)
  return reply
}

function pathOf(row: RouteRow, { params = {}, query = {} }: CallParts): string {
  const path = row.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  return search.size === 0 ? path : `${path}?${search}`
}

const json = (body: object) => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})

async function accepted<Schema extends TSchema>(schema: Schema, reply: Response): Promise<Static<Schema>> {
  const body: unknown = await reply.json()
  if (Check(schema, body)) return body
  throw new ApiProblem(
    problemOf('internal', 'The server answered something that this program does not know.'),
  )
}
