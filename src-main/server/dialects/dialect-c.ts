import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { type Job, JobId } from '../../../src-shared/contract/job.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { callerSignal } from '../caller-signal.ts'
import { HTTP_TIMES, type Server, type ServerParts } from '../server-parts.ts'
import { sendEventStream } from '../stream-events.ts'
import { isoMilliseconds } from './dialect-times.ts'
import { detailResponse, fastApiErrors } from './fastapi-errors.ts'
import { findDialectJob } from './find-dialect-job.ts'
import { dpiOf, modelOf, OcrQuery, ocrOptions, warnEmbedded } from './ocr-options.ts'
import { missingReply, noResultReply, statusMessage } from './ocr-replies.ts'
import { ocrResult } from './ocr-result.ts'
import { isToldAll, ocrStream } from './ocr-stream.ts'
import { pythonBoolean } from './python-boolean.ts'
import { errorWords, STATUS_WORDS } from './status-words.ts'
import { submitOneFile } from './submit-one-file.ts'
import { waitInCall } from './wait-in-call.ts'

const Submitted = Type.Object({
  success: Type.Literal(true),
  job_id: JobId,
  filename: Type.String(),
  total_pages: Type.Integer(),
  model: Type.String(),
  dpi: Type.Integer(),
  message: Type.String(),
  submitted_at: Type.String(),
})

const Status = Type.Object({
  job_id: JobId,
  status: Type.String(),
  progress: Type.Null(),
  message: Type.String(),
  error: Type.Union([Type.String(), Type.Null()]),
})

/** A body that says that there is no result, and why. */
const NoResult = Type.Object({
  success: Type.Literal(false),
  job_id: Type.String(),
  status: Type.String(),
  message: Type.String(),
})

const resultResponse = {
  description: 'The pages under page_0, page_1, …',
  content: { 'application/json': { schema: Type.Object({ success: Type.Literal(true) }) } },
}
const streamResponse = {
  description: 'Events: status, result, error, timeout, close',
  content: { 'text/event-stream': { schema: Type.String() } },
}

const OcrForm = Type.Object({ file: Type.Unsafe<string>({ type: 'string', format: 'binary' }) })
const AnnotateQuery = Type.Object({
  annotate: Type.Optional(Type.String({ default: 'false', maxLength: 20 })),
})
const LegacyQuery = Type.Object({ ...OcrQuery.properties, ...AnnotateQuery.properties })
const JobPath = Type.Object({ jobId: Type.String() })

const STREAMS_AT_MOST = 1000
/** 2025-11-06, when the blocking call was superseded, as RFC 9745 writes a date. */
const DEPRECATED_SINCE = '@1762387200'

/** The "ocr" dialect, queue and event stream (docs/api/dialect-c.md), on our use cases. */
export function dialectC(app: Server, parts: ServerParts): void {
  const { useCases, now } = parts
  const times = { ...HTTP_TIMES, ...parts.times }
  const tags = ['dialect C']
  let openStreams = 0
  fastApiErrors(app, parts.log)

  app.route({
    method: 'POST',
    url: '/ocr/submit',
    schema: {
      summary: 'Sends a file',
      tags,
      querystring: OcrQuery,
      response: { 200: Submitted, default: detailResponse },
    },
    config: { multipart: OcrForm },
    handler: async (request, reply) => {
      const job = await submit(request, reply, request.query)
      return {
        success: true,
        job_id: job.id,
        filename: job.name,
        total_pages: job.pageCount,
        model: modelOf(job),
        dpi: dpiOf(job),
        message: `Job submitted successfully. Use /ocr/status/${job.id} to check status or /ocr/stream/${job.id} for real-time updates.`,
        submitted_at: isoMilliseconds(job.createdAt),
      }
    },
  })

  app.route({
    method: 'GET',
    url: '/ocr/stream/:jobId',
    schema: {
      summary: 'Follows a job as Server-Sent Events',
      tags,
      params: JobPath,
      response: {
        200: streamResponse,
        204: { type: 'null', description: 'Everything was told' },
        404: NoResult,
        default: detailResponse,
      },
    },
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const job = await find(request.params.jobId)
      if (!job) return sendMissing(reply, request.params.jobId)
      if (isToldAll(request.headers['last-event-id'], job))
        return reply.code(204).type('text/event-stream; charset=utf-8').send()
      if (openStreams >= STREAMS_AT_MOST)
        throw new ProblemError('too-many-requests', `${STREAMS_AT_MOST} event streams are open.`)
      openStreams += 1
      reply.raw.once('close', () => {
        openStreams -= 1
      })
      await warnEmbedded(reply, useCases, job)
      const signal = AbortSignal.any([callerSignal(reply), parts.stopping])
      // Python's sseclient reads past HTTP's chunks and would take their sizes for part of an event.
      reply.raw.useChunkedEncodingByDefault = false
      return sendEventStream(reply, ocrStream(job.id, { useCases, now, times, signal }), times)
    },
  })

  app.route({
    method: 'GET',
    url: '/ocr/status/:jobId',
    schema: {
      summary: 'Tells where a job stands',
      tags,
      params: JobPath,
      response: { 200: Status, 404: NoResult, default: detailResponse },
    },
    handler: async (request, reply) => {
      const job = await find(request.params.jobId)
      if (!job) return sendMissing(reply, request.params.jobId)
      return {
        job_id: job.id,
        status: STATUS_WORDS.c[job.state],
        progress: null,
        message: statusMessage(job),
        error: errorWords(job, 'c'),
      }
    },
  })

  app.route({
    method: 'GET',
    url: '/ocr/result/:jobId',
    schema: {
      summary: 'The pages of a completed job',
      tags,
      params: JobPath,
      querystring: AnnotateQuery,
      response: {
        200: resultResponse,
        202: NoResult,
        404: NoResult,
        500: NoResult,
        default: detailResponse,
      },
    },
    handler: async (request, reply) => {
      const annotate = pythonBoolean('annotate', request.query.annotate)
      const job = await find(request.params.jobId)
      if (!job) return sendMissing(reply, request.params.jobId)
      return sendOcrResult(reply, job, annotate)
    },
  })

  app.route({
    method: 'POST',
    url: '/ocr',
    schema: {
      summary: 'Sends a file and waits for the result; use /ocr/submit instead',
      deprecated: true,
      tags,
      querystring: LegacyQuery,
      response: { 200: resultResponse, 500: NoResult, default: detailResponse },
    },
    config: { multipart: OcrForm },
    handler: async (request, reply) => {
      reply.header('deprecation', DEPRECATED_SINCE)
      reply.header('link', '</ocr/submit>; rel="successor-version"')
      const annotate = pythonBoolean('annotate', request.query.annotate)
      const { id } = await submit(request, reply, request.query)
      const job = await waitInCall(parts, reply, id)
      return sendOcrResult(reply, job, annotate)
    },
  })

  async function submit(request: FastifyRequest, reply: FastifyReply, query: OcrQuery): Promise<Job> {
    const options = await ocrOptions(query, useCases)
    const door = { useCases, origin: 'dialect-c', optionsOf: () => options } as const
    const job = await submitOneFile(request, reply, door)
    await warnEmbedded(reply, useCases, job)
    return job
  }

  async function find(jobId: string): Promise<Job | undefined> {
    try {
      return await findDialectJob(useCases, jobId)
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'job-not-found') return undefined
      throw error
    }
  }

  async function sendMissing(reply: FastifyReply, jobId: string): Promise<FastifyReply> {
    const { settings } = await useCases.readSettings()
    const { code, body } = missingReply(jobId, {
      now: now(),
      maxJobAgeHours: settings.maxJobAgeHours,
      wasRemoved: await useCases.hasExpired(jobId),
    })
    return reply.code(code).send(body)
  }

  async function sendOcrResult(reply: FastifyReply, job: Job, annotate: boolean): Promise<FastifyReply> {
    if (job.state !== 'completed') {
      const { code, body } = noResultReply(job)
      return reply.code(code).send(body)
    }
    await warnEmbedded(reply, useCases, job)
    return reply
      .type('application/json; charset=utf-8')
      .send(Readable.from(ocrResult(useCases, job, annotate), { objectMode: false }))
  }
}
