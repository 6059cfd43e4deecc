import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import { RecognitionMode } from '../../../src-shared/contract/engine.ts'
import { type Job, JobId, NamedFormat } from '../../../src-shared/contract/job.ts'
import type { Server, ServerParts } from '../server-parts.ts'
import { isoWithoutZone } from './dialect-times.ts'
import { DetailError, detailResponse, fastApiErrors } from './fastapi-errors.ts'
import { findDialectJob } from './find-dialect-job.ts'
import { jsonObject, jsonString, textOf } from './json-pieces.ts'
import { FORMAT_OF, processOptions } from './process-options.ts'
import { errorWords, STATUS_WORDS } from './status-words.ts'
import { submitOneFile } from './submit-one-file.ts'
import { waitInCall } from './wait-in-call.ts'

const Time = Type.Union([Type.String(), Type.Null()])

const Accepted = Type.Object({
  job_id: JobId,
  status: Type.String(),
  message: Type.String(),
  status_url: Type.String(),
  result_url: Type.String(),
})

const Status = Type.Object({
  job_id: JobId,
  status: Type.String(),
  filename: Type.String(),
  progress: Type.Object({
    current_page: Type.Integer(),
    total_pages: Type.Integer(),
    deepseek_pages: Type.Integer(),
    nanonets_pages: Type.Integer(),
    pageloom_pages: Type.Integer(),
  }),
  created_at: Type.String(),
  started_at: Time,
  completed_at: Time,
  error: Type.Union([Type.String(), Type.Null()]),
})
type Status = Static<typeof Status>

/** Beside the file name the result, under the name of its format. */
const Result = Type.Object({
  markdown: Type.Optional(Type.String()),
  text: Type.Optional(Type.String()),
  html: Type.Optional(Type.String()),
  json: Type.Optional(Type.Object({})),
  filename: Type.String(),
})

const ProcessForm = Type.Object({
  file: Type.Unsafe<string>({ type: 'string', format: 'binary' }),
  accuracy_mode: Type.Optional(RecognitionMode),
  output_format: Type.Optional(NamedFormat),
})

const ListQuery = Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, default: 50 })) })
const LISTED_AT_MOST = 1000

const JobPath = Type.Object({ jobId: Type.String() })

/** The "v1" dialect of a production queue on Redis (docs/api/dialect-e.md), on our use cases. */
export function dialectE(app: Server, parts: ServerParts): void {
  const { useCases } = parts
  const tags = ['dialect E']
  fastApiErrors(app, parts.log)

  app.route({
    method: 'POST',
    url: '/v1/process/async',
    schema: { summary: 'Sends a file', tags, response: { 202: Accepted, default: detailResponse } },
    config: { multipart: ProcessForm },
    handler: async (request, reply) => {
      const { id, state } = await submit(request, reply)
      return reply.code(202).send({
        job_id: id,
        status: STATUS_WORDS.e[state],
        message: 'Job submitted successfully',
        status_url: `/v1/jobs/${id}/status`,
        result_url: `/v1/jobs/${id}/result`,
      })
    },
  })

  app.route({
    method: 'POST',
    url: '/v1/process/sync',
    schema: {
      summary: 'Sends a file and waits for the result',
      tags,
      response: { 200: Result, default: detailResponse },
    },
    config: { multipart: ProcessForm },
    handler: async (request, reply) => {
      const { id } = await submit(request, reply)
      const job = await waitInCall(parts, reply, id)
      if (job.state !== 'completed') throw new DetailError(500, errorWords(job, 'e') ?? 'Job failed')
      return sendNamed(reply, job)
    },
  })

  app.route({
    method: 'GET',
    url: '/v1/jobs',
    schema: {
      summary: 'Lists jobs, newest first',
      tags,
      querystring: ListQuery,
      response: { 200: Type.Object({ jobs: Type.Array(Status) }), default: detailResponse },
    },
    handler: async request => {
      const limit = Math.min(request.query.limit ?? 50, LISTED_AT_MOST)
      const { jobs } = await useCases.listJobs({ limit })
      return { jobs: await Promise.all(jobs.map(statusOf)) }
    },
  })

  app.route({
    method: 'GET',
    url: '/v1/jobs/:jobId/status',
    schema: {
      summary: 'Tells where a job stands',
      tags,
      params: JobPath,
      response: { 200: Status, default: detailResponse },
    },
    handler: async request => statusOf(await findDialectJob(useCases, request.params.jobId)),
  })

  app.route({
    method: 'GET',
    url: '/v1/jobs/:jobId/result',
    schema: {
      summary: 'The result as JSON, in the format that was chosen',
      tags,
      params: JobPath,
      response: { 200: Result, default: detailResponse },
    },
    handler: async (request, reply) => {
      const job = await findDialectJob(useCases, request.params.jobId)
      if (job.state === 'completed') return sendNamed(reply, job)
      const reason = errorWords(job, 'e')
      const status = `Job is not completed. Current status: ${STATUS_WORDS.e[job.state]}`
      throw new DetailError(409, reason === null ? status : `${status}. ${reason}`)
    },
  })

  const submit = (request: FastifyRequest, reply: FastifyReply): Promise<Job> =>
    submitOneFile(request, reply, { useCases, origin: 'dialect-e', optionsOf: processOptions })

  async function sendNamed(reply: FastifyReply, job: Job): Promise<FastifyReply> {
    const name = job.options.namedFormat ?? 'markdown'
    const { body } = await useCases.openResult({
      jobId: job.id,
      format: FORMAT_OF[name],
      document: null,
      pages: '',
      partial: false,
    })
    const pieces = name === 'json' ? textOf(body) : jsonString(body)
    const reading = jsonObject({ [name]: pieces, filename: job.name })
    return reply.type('application/json; charset=utf-8').send(Readable.from(reading, { objectMode: false }))
  }

  async function statusOf(job: Job): Promise<Status> {
    const pages = job.donePages === 0 ? undefined : await useCases.pagesByEngine(job.id)
    const deepseekPages = pages?.get('deepseek-ocr') ?? 0
    const nanonetsPages = pages?.get('nanonets-ocr2') ?? 0
    return {
      job_id: job.id,
      status: STATUS_WORDS.e[job.state],
      filename: job.name,
      progress: {
        current_page: job.donePages,
        total_pages: job.pageCount,
        deepseek_pages: deepseekPages,
        nanonets_pages: nanonetsPages,
        pageloom_pages: Math.max(0, job.donePages - job.failedPages - deepseekPages - nanonetsPages),
      },
      created_at: isoWithoutZone(job.createdAt) ?? '',
      started_at: isoWithoutZone(job.startedAt),
      completed_at: isoWithoutZone(job.finishedAt),
      error: errorWords(job, 'e'),
    }
  }
}
