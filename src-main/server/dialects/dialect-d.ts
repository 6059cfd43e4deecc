import { Readable } from 'node:stream'
import Type from 'typebox'
import { type Job, JobId } from '../../../src-shared/contract/job.ts'
import { ProblemError } from '../../core/problem-error.ts'
import type { Server, ServerParts } from '../server-parts.ts'
import { doclingResults } from './docling-results.ts'
import { DetailError, detailResponse, fastApiErrors } from './fastapi-errors.ts'
import { findDialectJob } from './find-dialect-job.ts'
import { jsonObject } from './json-pieces.ts'
import { errorWords, STATUS_WORDS } from './status-words.ts'
import { doclingChoices, submitDocling } from './submit-docling.ts'
import { waitInCall } from './wait-in-call.ts'

const Submitted = Type.Object({ job_id: JobId, status: Type.String(), message: Type.String() })

const FileResult = Type.Object({
  filename: Type.String(),
  success: Type.Boolean(),
  nodes: Type.Array(Type.Object({})),
  error: Type.Union([Type.String(), Type.Null()]),
  num_nodes: Type.Integer(),
  processing_time_ms: Type.Number(),
})

const Batch = Type.Object({
  results: Type.Array(FileResult),
  total_files: Type.Integer(),
  successful: Type.Integer(),
  failed: Type.Integer(),
  total_nodes: Type.Integer(),
  total_processing_time_ms: Type.Number(),
})

const Results = Type.Object({
  job_id: JobId,
  status: Type.String(),
  results: Type.Union([Batch, Type.Null()]),
  error: Type.Union([Type.String(), Type.Null()]),
})

const Files = Type.Array(Type.Unsafe<string>({ type: 'string', format: 'binary' }), { minItems: 1 })
const ParseForm = Type.Object({ files: Files })
const SubmitForm = Type.Object({
  files: Files,
  callback_url: Type.Optional(Type.String()),
  task_id: Type.Optional(Type.String()),
  metadata: Type.Optional(Type.String({ description: 'A JSON object' })),
})

const JobPath = Type.Object({ jobId: Type.String() })

/**
 * The "docling" dialect, many files a job (docs/api/dialect-d.md), on our use cases. `GET /jobs/{id}` and `/health`, which it
 * shares with A, stand there.
 */
export function dialectD(app: Server, parts: ServerParts): void {
  const { useCases } = parts
  const tags = ['dialect D']
  fastApiErrors(app, parts.log)

  app.route({
    method: 'POST',
    url: '/submit',
    schema: { summary: 'Sends files', tags, response: { 200: Submitted, default: detailResponse } },
    config: { multipart: SubmitForm },
    handler: async (request, reply) => {
      const job = await submitDocling(request, reply, { useCases, choicesOf: doclingChoices })
      return {
        job_id: job.id,
        status: STATUS_WORDS.d[job.state],
        message: `Job submitted successfully with ${job.documents.length} file(s)`,
      }
    },
  })

  app.route({
    method: 'GET',
    url: '/jobs/:jobId/results',
    schema: {
      summary: 'The results, or how far the job is',
      tags,
      params: JobPath,
      response: { 200: Results, default: detailResponse },
    },
    handler: async (request, reply) => {
      const job = await find(request.params.jobId)
      const body = jsonObject({
        job_id: job.id,
        status: STATUS_WORDS.d[job.state],
        results: job.state === 'completed' ? doclingResults(useCases, job) : null,
        error: errorWords(job, 'd'),
      })
      return reply.type('application/json').send(Readable.from(body, { objectMode: false }))
    },
  })

  app.route({
    method: 'POST',
    url: '/parse',
    schema: {
      summary: 'Sends files and waits for the results',
      tags,
      response: { 200: Batch, default: detailResponse },
    },
    config: { multipart: ParseForm },
    handler: async (request, reply) => {
      const nothing = { options: {}, callback: null }
      const { id } = await submitDocling(request, reply, { useCases, choicesOf: () => nothing })
      const job = await waitInCall(parts, reply, id)
      if (job.state === 'cancelled') throw new DetailError(500, 'Cancelled')
      const body = doclingResults(useCases, job)
      return reply.type('application/json').send(Readable.from(body, { objectMode: false }))
    },
  })

  async function find(jobId: string): Promise<Job> {
    try {
      return await findDialectJob(useCases, jobId)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'job-not-found') throw error
      throw new DetailError(404, `Job ${jobId} not found`)
    }
  }
}
