import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import { type Job, JobId, JobOptions } from '../../../src-shared/contract/job.ts'
import { LIMITS } from '../../../src-shared/contract/limits.ts'
import { Health } from '../../../src-shared/contract/routes.ts'
import { healthReply } from '../health-reply.ts'
import { sendResult } from '../send-file.ts'
import type { Server, ServerParts } from '../server-parts.ts'
import { DetailError, detailResponse, fastApiErrors } from './fastapi-errors.ts'
import { findDialectJob } from './find-dialect-job.ts'
import { sharedError, sharedStatusWord } from './status-words.ts'
import { promptOf, submitOneFile } from './submit-one-file.ts'
import { waitInCall } from './wait-in-call.ts'

const Seconds = Type.Union([Type.Number(), Type.Null()])

const Created = Type.Object({ success: Type.Literal(true), job_id: JobId, message: Type.String() })

/** The union of what A's and D's clients read at `GET /jobs/{id}`. */
const Status = Type.Object({
  job_id: JobId,
  filename: Type.String(),
  status: Type.String(),
  progress: Type.Number({ minimum: 0, maximum: 100 }),
  total_pages: Type.Integer(),
  processed_pages: Type.Integer(),
  submitted_at: Type.Number(),
  created_at: Type.Number(),
  started_at: Seconds,
  completed_at: Seconds,
  error: Type.Union([Type.String(), Type.Null()]),
})
type Status = Static<typeof Status>

const Metadata = Type.Object({
  filename: Type.String(),
  total_pages: Type.Integer(),
  processed_at: Type.String(),
  processing_time_seconds: Type.Number(),
  prompt_used: Type.String(),
})

const Cancelled = Type.Object({ success: Type.Boolean(), message: Type.String() })

const HealthWithConfig = Type.Intersect([
  Health,
  Type.Object({ config: Type.Optional(Type.Record(Type.String(), Type.Unknown())) }),
])

const UploadForm = Type.Object({
  file: Type.Unsafe<string>({ type: 'string', format: 'binary' }),
  prompt: Type.Optional(JobOptions.properties.prompt),
})

const fileResponse = { description: 'result.md', content: { 'text/markdown': { schema: Type.String() } } }

const JobPath = Type.Object({ jobId: Type.String() })
const ListQuery = Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 0, default: 100 })) })

const LISTED_AT_MOST = 1000

/** The "jobs" API of DeepSeek-OCR's async server (docs/api/dialect-a.md), on our use cases. */
export function dialectA(app: Server, parts: ServerParts): void {
  const { useCases } = parts
  const tags = ['dialect A']
  fastApiErrors(app, parts.log)

  app.route({
    method: 'POST',
    url: '/jobs/create',
    schema: { summary: 'Sends a file', tags, response: { 200: Created, default: detailResponse } },
    config: { multipart: UploadForm },
    handler: async (request, reply) => {
      const job = await submit(request, reply)
      return {
        success: true,
        job_id: job.id,
        message: `Job created successfully. Total pages: ${job.pageCount}`,
      }
    },
  })

  app.route({
    method: 'GET',
    url: '/jobs',
    schema: {
      summary: 'Lists jobs, newest first',
      tags,
      querystring: ListQuery,
      response: { 200: Type.Object({ jobs: Type.Array(Status) }), default: detailResponse },
    },
    handler: async request => {
      const limit = Math.min(request.query.limit ?? 100, LISTED_AT_MOST)
      if (limit === 0) return { jobs: [] }
      const { jobs } = await useCases.listJobs({ limit })
      return { jobs: jobs.map(statusOf) }
    },
  })

  app.route({
    method: 'GET',
    url: '/jobs/:jobId',
    schema: {
      summary: 'Tells where a job stands',
      tags,
      params: JobPath,
      response: { 200: Status, default: detailResponse },
    },
    handler: async request => statusOf(await find(request.params.jobId)),
  })

  app.route({
    method: 'GET',
    url: '/jobs/:jobId/download',
    schema: {
      summary: 'The result as Markdown',
      tags,
      params: JobPath,
      response: { 200: fileResponse, default: detailResponse },
    },
    handler: async (request, reply) => {
      const { id: jobId } = await findCompleted(request.params.jobId)
      const result = await useCases.openResult({
        jobId,
        format: 'md',
        document: null,
        pages: '',
        partial: false,
      })
      return sendResult(request, reply, { ...result, fileName: 'result.md' })
    },
  })

  app.route({
    method: 'GET',
    url: '/jobs/:jobId/metadata',
    schema: {
      summary: 'How the result was made',
      tags,
      params: JobPath,
      response: { 200: Metadata, default: detailResponse },
    },
    handler: async request => useCases.resultMetadata((await findCompleted(request.params.jobId)).id),
  })

  app.route({
    method: 'DELETE',
    url: '/jobs/:jobId',
    schema: {
      summary: 'Cancels a job',
      tags,
      params: JobPath,
      response: { 200: Cancelled, default: detailResponse },
    },
    handler: async request => {
      const { id } = await find(request.params.jobId)
      const { state } = await useCases.cancelJob(id)
      if (state === 'cancelled') return { success: true, message: 'Job cancelled' }
      return { success: false, message: `Job is already ${state}` }
    },
  })

  app.route({
    method: 'GET',
    url: '/health',
    schema: {
      summary: 'Whether the server works',
      tags,
      response: { 200: HealthWithConfig, default: detailResponse },
    },
    config: { keyless: true },
    handler: async request => {
      const health = await healthReply(parts)
      if (!request.hasKey) return health
      const { settings } = await useCases.readSettings()
      return {
        ...health,
        config: {
          max_concurrency: settings.maxConcurrency,
          max_job_storage_mb: settings.maxJobStorageMb,
          max_job_count: settings.maxJobCount,
          max_job_age_hours: settings.maxJobAgeHours,
          default_mode: settings.defaultMode,
          // What D's clients read.
          max_concurrent_requests: LIMITS.waitingJobs,
          max_concurrent_files: settings.maxConcurrency,
          max_file_size_mb: settings.maxUploadMb,
          page_chunks: true,
          do_ocr: true,
          do_table_structure: true,
        },
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/ocr/pdf',
    schema: {
      summary: 'Sends a file and waits for the result',
      tags,
      response: { 200: Type.Object({ results: Type.String() }), default: detailResponse },
    },
    config: { multipart: UploadForm },
    handler: async (request, reply) => {
      const { id: jobId } = await submit(request, reply)
      const job = await waitInCall(parts, reply, jobId)
      if (job.state !== 'completed') throw new DetailError(500, sharedError(job) ?? 'Job cancelled')
      const result = await useCases.openResult({
        jobId,
        format: 'md',
        document: null,
        pages: '',
        partial: false,
      })
      return { results: await text(Readable.from(result.body, { objectMode: false })) }
    },
  })

  const submit = (request: FastifyRequest, reply: FastifyReply): Promise<Job> =>
    submitOneFile(request, reply, { useCases, origin: 'dialect-a', optionsOf: promptOf })

  const find = (jobId: string): Promise<Job> => findDialectJob(useCases, jobId)

  async function findCompleted(jobId: string): Promise<Job> {
    const job = await find(jobId)
    if (job.state === 'completed') return job
    throw new DetailError(400, `Job is not completed. Current status: ${sharedStatusWord(job)}`)
  }
}

function statusOf(job: Job): Status {
  return {
    job_id: job.id,
    filename: job.name,
    status: sharedStatusWord(job),
    progress: progressOf(job),
    total_pages: job.pageCount,
    processed_pages: job.donePages,
    submitted_at: job.createdAt / 1000,
    created_at: job.createdAt / 1000,
    started_at: job.startedAt === null ? null : job.startedAt / 1000,
    completed_at: job.finishedAt === null ? null : job.finishedAt / 1000,
    error: sharedError(job),
  }
}

/** 0.0 to 100.0 with one decimal, as A's clients print it. */
const progressOf = ({ donePages, pageCount }: Job): number =>
  pageCount === 0 ? 0 : Math.round((donePages / pageCount) * 1000) / 10
