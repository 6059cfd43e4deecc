import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Log } from '../../core/ports/log.ts'
import { problemFrom } from '../plugins/problem-reply.ts'
import type { Server } from '../server-parts.ts'

/** One entry of FastAPI's list of what is wrong with a request. */
interface FastApiFault {
  readonly type: string
  readonly loc: readonly string[]
  readonly msg: string
  readonly input: unknown
}

/** A request that FastAPI would refuse with 422 and a list of faults. */
export class FastApiRefusal extends Error {
  readonly faults: readonly FastApiFault[]

  constructor(faults: readonly FastApiFault[]) {
    super('The request is not as the dialect wants it')
    this.faults = faults
  }
}

/** What FastAPI says when a form has no such file. */
export const missingFile = (field: string): FastApiRefusal =>
  new FastApiRefusal([{ type: 'missing', loc: ['body', field], msg: 'Field required', input: null }])

/** A status and a sentence in FastAPI's shape. */
export class DetailError extends Error {
  readonly statusCode: number

  constructor(statusCode: number, detail: string) {
    super(detail)
    this.statusCode = statusCode
  }
}

/** How a failure is described in openapi.json. */
export const detailResponse = {
  description: "A failure in FastAPI's shape",
  ...Type.Object({ detail: Type.Union([Type.String(), Type.Array(Type.Object({}))]) }),
}

/** Answers every failure of a dialect's routes as `{"detail": …}`, as FastAPI does. */
export function fastApiErrors(scope: Server, log: Log): void {
  scope.setErrorHandler((error, request, reply) => {
    if (error instanceof FastApiRefusal) return reply.code(422).send({ detail: error.faults })
    if (error instanceof DetailError) return reply.code(error.statusCode).send({ detail: error.message })
    const faults = validationFaults(error, request)
    if (faults) return reply.code(422).send({ detail: faults })
    const { status, title, detail, code } = problemFrom(error, request, log)
    const words = code === 'job-not-found' ? 'Job not found' : [title, detail].filter(Boolean).join(' ')
    return reply.code(status).send({ detail: words })
  })
}

function validationFaults(error: unknown, request: FastifyRequest): FastApiFault[] | undefined {
  if (!(error instanceof Error) || !('validation' in error) || !Array.isArray(error.validation))
    return undefined
  const where = 'validationContext' in error && error.validationContext === 'querystring' ? 'query' : 'path'
  return error.validation.map(fault => {
    const field = String(fault.instancePath ?? '').slice(1)
    const query = request.query
    const input =
      typeof query === 'object' && query !== null
        ? Object.entries(query).find(([key]) => key === field)?.[1]
        : null
    return {
      type: 'value_error',
      loc: [where, field],
      msg: `Input ${String(fault.message ?? 'is not valid')}`,
      input: input ?? null,
    }
  })
}
