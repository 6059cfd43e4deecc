import Type from 'typebox'
import { CallbackLog, Delivery } from './callback.ts'
import { Language, RecognitionMode } from './engine.ts'
import { DPI_RANGE, Job, JobId, JobOrigin, JobState, PageSummary } from './job.ts'
import { FigureName, Page } from './page.ts'
import { SettingsPatch, SettingsReply } from './settings.ts'

/** Header in which window and CLI name the door by which they come; anybody else is `http`. */
export const ORIGIN_HEADER = 'x-pageloom-origin'

/**
 * Header with the secret by which the window of the same machine proves that its user is the one who runs the server:
 * it stands in the server file, which nobody else can read, is new at each start, and is given to no client.
 */
export const OWNER_HEADER = 'x-pageloom-owner'

/** Header with the key that the client made for an upload, so that it can abandon it. */
export const UPLOAD_KEY_HEADER = 'x-upload-key'

export const ExportFormat = Type.Union([
  Type.Literal('md'),
  Type.Literal('html'),
  Type.Literal('txt'),
  Type.Literal('json'),
  Type.Literal('pdf'),
  Type.Literal('docx'),
  Type.Literal('xlsx'),
  Type.Literal('csv'),
  Type.Literal('chunks'),
  Type.Literal('hocr'),
  Type.Literal('alto'),
])
export type ExportFormat = Type.Static<typeof ExportFormat>

/** What a result in each format is; `isText` where a person can read the file as it is. */
export const EXPORT_FORMATS = {
  md: { mediaType: 'text/markdown; charset=utf-8', extension: '.md', isText: true },
  html: { mediaType: 'text/html; charset=utf-8', extension: '.html', isText: true },
  txt: { mediaType: 'text/plain; charset=utf-8', extension: '.txt', isText: true },
  json: { mediaType: 'application/json; charset=utf-8', extension: '.json', isText: true },
  pdf: { mediaType: 'application/pdf', extension: '.searchable.pdf', isText: false },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: '.docx',
    isText: false,
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: '.xlsx',
    isText: false,
  },
  csv: { mediaType: 'text/csv; charset=utf-8', extension: '.csv', isText: true },
  chunks: { mediaType: 'application/jsonl; charset=utf-8', extension: '.chunks.jsonl', isText: true },
  hocr: { mediaType: 'text/vnd.hocr+html; charset=utf-8', extension: '.hocr', isText: true },
  alto: { mediaType: 'application/xml; charset=utf-8', extension: '.alto.xml', isText: true },
} as const satisfies Record<ExportFormat, { mediaType: string; extension: string; isText: boolean }>

/** The form fields of a submit, beside one or more `file` parts. Fields must come before the files they are about. */
export const SubmitFields = Type.Object({
  mode: Type.Optional(RecognitionMode),
  pages: Type.Optional(Type.String({ maxLength: 1000 })),
  language: Type.Optional(Language),
  prompt: Type.Optional(Type.String({ maxLength: 10_000 })),
  password: Type.Optional(Type.String({ maxLength: 1000 })),
  dpi: Type.Optional(Type.Integer(DPI_RANGE)),
  force_ocr: Type.Optional(Type.Boolean()),
})
export type SubmitFields = Type.Static<typeof SubmitFields>

export const ListJobsQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
  state: Type.Optional(JobState),
  /** Part of the name, any case. */
  search: Type.Optional(Type.String({ maxLength: 200 })),
  origin: Type.Optional(JobOrigin),
})
export type ListJobsQuery = Type.Static<typeof ListJobsQuery>

export const JobList = Type.Object({
  jobs: Type.Array(Job),
  /** Pass it as `cursor` for the next ones; null at the end. */
  nextCursor: Type.Union([Type.String(), Type.Null()]),
  /** How many jobs match in all. */
  total: Type.Integer(),
})
export type JobList = Type.Static<typeof JobList>

export const Health = Type.Object({
  status: Type.Literal('ok'),
  version: Type.String(),
  active_jobs: Type.Integer(),
  queued_jobs: Type.Integer(),
})
export type Health = Type.Static<typeof Health>

export const ResultQuery = Type.Object({
  format: Type.Optional(ExportFormat),
  /** Only this document. */
  document: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Only these pages of the job. */
  pages: Type.Optional(Type.String({ maxLength: 1000 })),
  /** Answer with the pages that are done, also while the job is not at rest. */
  partial: Type.Optional(Type.Boolean()),
  /** Where links in Markdown find the pictures: a folder beside it, `images` when it is missing. */
  figure_folder: Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: '^[^/\\\\]+$' })),
})
export type ResultQuery = Type.Static<typeof ResultQuery>

export const PageImageQuery = Type.Object({
  /** Longest side in pixels. */
  side: Type.Optional(Type.Integer({ minimum: 16, maximum: 4000, default: 1600 })),
})

export const CallbacksQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
})

const JobParams = Type.Object({ jobId: JobId })
const PageParams = Type.Object({ jobId: JobId, number: Type.Integer({ minimum: 1 }) })
const DocumentParams = PageParams
const FigureParams = Type.Object({ jobId: JobId, name: FigureName })

/** Every native HTTP route. Server, client, OpenAPI and tests derive from this table. */
export const ROUTES = {
  health: { method: 'GET', path: '/api/v1/health', reply: Health },
  openSession: {
    method: 'POST',
    path: '/api/v1/session',
    body: Type.Object({ code: Type.String({ maxLength: 200 }) }),
    status: 204,
  },
  submitJob: { method: 'POST', path: '/api/v1/jobs', reply: Job, status: 202 },
  abandonUpload: {
    method: 'DELETE',
    path: '/api/v1/uploads/:uploadKey',
    params: Type.Object({ uploadKey: Type.String({ pattern: '^[A-Za-z0-9-]{8,64}$' }) }),
    status: 204,
  },
  listJobs: { method: 'GET', path: '/api/v1/jobs', query: ListJobsQuery, reply: JobList },
  getJob: { method: 'GET', path: '/api/v1/jobs/:jobId', params: JobParams, reply: Job },
  cancelJob: { method: 'POST', path: '/api/v1/jobs/:jobId/cancel', params: JobParams, reply: Job },
  pauseJob: { method: 'POST', path: '/api/v1/jobs/:jobId/pause', params: JobParams, reply: Job },
  resumeJob: { method: 'POST', path: '/api/v1/jobs/:jobId/resume', params: JobParams, reply: Job },
  retryJob: { method: 'POST', path: '/api/v1/jobs/:jobId/retry', params: JobParams, reply: Job },
  deleteJob: { method: 'DELETE', path: '/api/v1/jobs/:jobId', params: JobParams, status: 204 },
  getResult: { method: 'GET', path: '/api/v1/jobs/:jobId/result', params: JobParams, query: ResultQuery },
  listPages: {
    method: 'GET',
    path: '/api/v1/jobs/:jobId/pages',
    params: JobParams,
    reply: Type.Object({ pages: Type.Array(PageSummary) }),
  },
  getPage: { method: 'GET', path: '/api/v1/jobs/:jobId/pages/:number', params: PageParams, reply: Page },
  getPageImage: {
    method: 'GET',
    path: '/api/v1/jobs/:jobId/pages/:number/image',
    params: PageParams,
    query: PageImageQuery,
  },
  retryPage: {
    method: 'POST',
    path: '/api/v1/jobs/:jobId/pages/:number/retry',
    params: PageParams,
    reply: Job,
  },
  getFigure: {
    method: 'GET',
    path: '/api/v1/jobs/:jobId/figures/:name',
    params: FigureParams,
  },
  getDocumentFile: {
    method: 'GET',
    path: '/api/v1/jobs/:jobId/documents/:number/file',
    params: DocumentParams,
  },
  getCallbacks: {
    method: 'GET',
    path: '/api/v1/jobs/:jobId/callbacks',
    params: JobParams,
    query: CallbacksQuery,
    reply: CallbackLog,
  },
  retryCallback: {
    method: 'POST',
    path: '/api/v1/jobs/:jobId/callbacks/:id/retry',
    params: Type.Object({ jobId: JobId, id: Type.Integer({ minimum: 1 }) }),
    reply: Delivery,
  },
  jobEvents: { method: 'GET', path: '/api/v1/jobs/:jobId/events', params: JobParams },
  events: { method: 'GET', path: '/api/v1/events' },
  getSettings: { method: 'GET', path: '/api/v1/settings', reply: SettingsReply },
  changeSettings: { method: 'PATCH', path: '/api/v1/settings', body: SettingsPatch, reply: SettingsReply },
} as const

export type RouteName = keyof typeof ROUTES
