import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Problem, type ProblemCode, problemOf } from '../../../src-shared/contract/problem.ts'
import type { Log } from '../../core/ports/log.ts'
import { ProblemError } from '../../core/problem-error.ts'
import type { Server } from '../server-parts.ts'

/** What Fastify and its multipart reader call a failure, and what we call it. */
const FASTIFY_PROBLEMS: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'body-type-refused',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'body-type-refused',
  FST_ERR_CTP_BODY_TOO_LARGE: 'request-too-large',
  FST_REQ_FILE_TOO_LARGE: 'file-too-large',
  FST_PARTS_LIMIT: 'request-too-large',
  FST_FIELDS_LIMIT: 'request-too-large',
  FST_FILES_LIMIT: 'too-many-files',
  FST_PREMATURE_CLOSE: 'upload-cut-off',
  FST_ERR_BAD_URL: 'route-not-found',
}

/** Answers every failure as application/problem+json; surprises are logged and told only by their request id. */
export function problemReply(app: Server, log: Log): void {
  app.setErrorHandler((error, request, reply) => sendProblem(reply, problemFrom(error, request, log)))
}

/** The problem that a thrown value stands for. No text of an unknown error reaches the caller. */
export function problemFrom(error: unknown, request: FastifyRequest, log: Log): Problem {
  const [code, detail] = named(error)
  if (code === 'internal')
    log.error('request-failed', {
      requestId: request.id,
      method: request.method,
      route: routeOf(request),
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
  return problemOf(code, detail, request.id)
}

/** Sends a problem in the native shape. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}

function named(error: unknown): [ProblemCode, string] {
  if (error instanceof ProblemError) return [error.code, error.detail]
  if (!(error instanceof Error)) return ['internal', '']
  const { code, statusCode } = factsOf(error)
  const known = code === undefined ? undefined : FASTIFY_PROBLEMS[code]
  if (known !== undefined) return [known, known === 'route-not-found' ? '' : error.message]
  if ('validation' in error && error.validation) return ['invalid-request', error.message]
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return ['invalid-request', error.message]
  return ['internal', '']
}

function factsOf(error: Error): { code?: string; statusCode?: number } {
  return {
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...('statusCode' in error && typeof error.statusCode === 'number'
      ? { statusCode: error.statusCode }
      : {}),
  }
}

const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? '(none)'
