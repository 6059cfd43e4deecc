import Type, { type Static } from 'typebox'
import { type Job, JobId, JobOptions } from '../../../src-shared/contract/job.ts'
import { sendResult } from '../send-file.ts'
import type { Server, ServerParts } from '../server-parts.ts'
import { isoSeconds } from './dialect-times.ts'
import { DetailError, detailResponse, fastApiErrors } from './fastapi-errors.ts'
import { findDialectJob } from './find-dialect-job.ts'
import { ageMs, removeOlderThan } from './remove-older-than.ts'
import { errorWords, STATUS_WORDS } from './status-words.ts'
import { promptOf, submitOneFile } from './submit-one-file.ts'

const Time = Type.Union([Type.String(), Type.Null()])
const Text = Type.Union([Type.String(), Type.Null()])
const Percent = Type.Integer({ minimum: 0, maximum: 100 })

const Uploaded = Type.Object({ job_id: JobId, status: Type.String(), total_pages: Type.Integer() })

const Status = Type.Object({
  job_id: JobId,
  status: Type.String(),
  progress: Percent,
  pages_done: Type.Integer(),
  total_pages: Type.Integer(),
  error: Text,
})

const Metadata = Type.Object({
  job_id: JobId,
  filename: Type.String(),
  status: Type.String(),
  created_at: Type.String(),
  started_at: Time,
  completed_at: Time,
  total_pages: Type.Integer(),
  processed_pages: Type.Integer(),
  progress_percent: Percent,
  prompt: Type.String(),
  result_file: Text,
  error: Text,
})
type Metadata = Static<typeof Metadata>

const JobPage = Type.Object({ jobs: Type.Array(Metadata), total: Type.Integer(), next_cursor: Text })

const UploadForm = Type.Object({
  file: Type.Unsafe<string>({ type: 'string', format: 'binary' }),
  prompt: Type.Optional(JobOptions.properties.prompt),
})

const ListQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 })),
  /** A page's `next_cursor`: unlike an offset it misses and repeats no job when new ones come. */
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
})

const CleanUpQuery = Type.Object({
  older_than: Type.String({ description: '7d, 24h, 30m or 90s; a number alone is days' }),
})

const JobPath = Type.Object({ jobId: Type.String() })

const fileResponse = { description: 'result.md', content: { 'text/markdown': { schema: Type.String() } } }

/** The "api" dialect, upload and poll (docs/api/dialect-b.md), on our use cases. */
export function dialectB(app: Server, parts: ServerParts): void {
  const { useCases } = parts
  const tags = ['dialect B']
  fastApiErrors(app, parts.log)

  app.route({
    method: 'POST',
    url: '/api/upload',
    schema: { summary: 'Sends a file', tags, response: { 200: Uploaded, default: detailResponse } },
    config: { multipart: UploadForm },
    handler: async (request, reply) => {
      const job = await submitOneFile(request, reply, { useCases, origin: 'dialect-b', optionsOf: promptOf })
      return { job_id: job.id, status: STATUS_WORDS.b[job.state], total_pages: job.pageCount }
    },
  })

  app.route({
    method: 'GET',
    url: '/api/jobs',
    schema: {
      summary: 'Lists jobs, newest first, a page at a time',
      tags,
      querystring: ListQuery,
      response: { 200: JobPage, default: detailResponse },
    },
    handler: async request => {
      const { limit = 100, offset = 0, cursor } = request.query
      const from = await skip(offset, cursor)
      const { jobs, total, nextCursor } = await useCases.listJobs({ limit, ...from })
      return from === null
        ? { jobs: [], total, next_cursor: null }
        : { jobs: jobs.map(metadataOf), total, next_cursor: nextCursor }
    },
  })

  app.route({
    method: 'GET',
    url: '/api/jobs/:jobId/status',
    schema: {
      summary: 'Tells where a job stands',
      tags,
      params: JobPath,
      response: { 200: Status, default: detailResponse },
    },
    handler: async request => {
      const job = await findDialectJob(useCases, request.params.jobId)
      return {
        job_id: job.id,
        status: STATUS_WORDS.b[job.state],
        progress: percentOf(job),
        pages_done: job.donePages,
        total_pages: job.pageCount,
        error: errorWords(job, 'b'),
      }
    },
  })

  app.route({
    method: 'GET',
    url: '/api/jobs/:jobId/result',
    schema: {
      summary: 'The result as Markdown',
      tags,
      params: JobPath,
      response: { 200: fileResponse, default: detailResponse },
    },
    handler: async (request, reply) => {
      const { id: jobId, state } = await findDialectJob(useCases, request.params.jobId)
      if (state !== 'completed')
        throw new DetailError(404, `Result not ready. Current status: ${STATUS_WORDS.b[state]}`)
      const result = await useCases.openResult({
        jobId,
        format: 'md',
        document: null,
        pages: '',
        partial: false,
      })
      return sendResult(request, reply, { ...result, fileName: RESULT_FILE })
    },
  })

  app.route({
    method: 'DELETE',
    url: '/api/jobs/:jobId',
    schema: {
      summary: 'Deletes a job and its files; a running one is cancelled first',
      tags,
      params: JobPath,
      response: { 200: Type.Object({ deleted: Type.Literal(true) }), default: detailResponse },
    },
    handler: async request => {
      const { id } = await findDialectJob(useCases, request.params.jobId)
      await useCases.deleteJob(id)
      return { deleted: true }
    },
  })

  app.route({
    method: 'DELETE',
    url: '/api/jobs',
    schema: {
      summary: 'Deletes finished jobs that are older than an age',
      tags,
      querystring: CleanUpQuery,
      response: { 200: Type.Object({ deleted: Type.Integer() }), default: detailResponse },
    },
    handler: async request => {
      const before = parts.now() - ageMs(request.query.older_than)
      return { deleted: await removeOlderThan(useCases, before) }
    },
  })

  /** Where the page begins, or null beyond the last job. */
  async function skip(offset: number, cursor: string | undefined): Promise<{ cursor?: string } | null> {
    if (offset === 0) return cursor === undefined ? {} : { cursor }
    const limit = Math.min(offset, 1000)
    const { jobs, nextCursor } = await useCases.listJobs({
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    })
    return nextCursor === null ? null : skip(offset - jobs.length, nextCursor)
  }
}

const RESULT_FILE = 'result.md'

function metadataOf(job: Job): Metadata {
  return {
    job_id: job.id,
    filename: job.name,
    status: STATUS_WORDS.b[job.state],
    created_at: isoSeconds(job.createdAt) ?? '',
    started_at: isoSeconds(job.startedAt),
    completed_at: isoSeconds(job.finishedAt),
    total_pages: job.pageCount,
    processed_pages: job.donePages,
    progress_percent: percentOf(job),
    prompt: job.options.prompt,
    result_file: job.state === 'completed' ? RESULT_FILE : null,
    error: errorWords(job, 'b'),
  }
}

/** Rounded down: 100 only when every page is done. */
const percentOf = ({ donePages, pageCount }: Job): number =>
  pageCount === 0 ? 0 : Math.floor((donePages / pageCount) * 100)
