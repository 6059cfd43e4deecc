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
  /** The bound that was passed. */
  readonly ctx?: Readonly<Record<string, number>>
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
  // As it was typed: what the validator leaves may be a number already.
  const given = new Map(new URLSearchParams(request.url.split('?')[1]))
  return error.validation.map((fault: unknown) => faultOf(fault, where, given))
}

function faultOf(fault: unknown, where: string, given: ReadonlyMap<string, string>): FastApiFault {
  const { keyword, instancePath, params } = isObject(fault) ? fault : {}
  const facts = isObject(params) ? params : {}
  const missing = keyword === 'required' ? String(facts.missingProperty) : undefined
  const field = missing ?? String(instancePath ?? '').slice(1)
  const { type, msg, ctx } = fastApiWords(String(keyword), facts)
  return {
    type,
    loc: [where, field],
    msg,
    input: given.get(field) ?? null,
    ...(ctx === undefined ? {} : { ctx }),
  }
}

type FaultWords = Pick<FastApiFault, 'type' | 'msg' | 'ctx'>

/** What FastAPI says of a value that a schema refuses. */
function fastApiWords(keyword: string, { limit }: Readonly<Record<string, unknown>>): FaultWords {
  const figure = Number(limit)
  switch (keyword) {
    case 'required':
      return { type: 'missing', msg: 'Field required' }
    case 'minimum':
      return {
        type: 'greater_than_equal',
        msg: `Input should be greater than or equal to ${figure}`,
        ctx: { ge: figure },
      }
    case 'maximum':
      return {
        type: 'less_than_equal',
        msg: `Input should be less than or equal to ${figure}`,
        ctx: { le: figure },
      }
    case 'maxLength':
      return {
        type: 'string_too_long',
        msg: `String should have at most ${figure} characters`,
        ctx: { max_length: figure },
      }
    case 'type':
      return {
        type: 'int_parsing',
        msg: 'Input should be a valid integer, unable to parse string as an integer',
      }
    default:
      return { type: 'value_error', msg: 'Input is not valid' }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
