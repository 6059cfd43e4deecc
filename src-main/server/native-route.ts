import type { HTTPMethods } from 'fastify'
import type { TSchema, TUnknown } from 'typebox'
import { Problem } from '../../src-shared/contract/problem.ts'

interface RouteRow<Params extends TSchema, Query extends TSchema, Body extends TSchema> {
  readonly method: HTTPMethods
  readonly path: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly reply?: TSchema
  readonly status?: number
}

interface NativeRoute<Params extends TSchema, Query extends TSchema, Body extends TSchema> {
  method: HTTPMethods
  url: string
  schema: {
    summary: string
    tags: string[]
    params?: Params
    querystring?: Query
    body?: Body
    response: Record<string, unknown>
  }
}

/** A row of the contract's ROUTES as Fastify wants it; the handler is added beside it. */
export function nativeRoute<
  Params extends TSchema = TUnknown,
  Query extends TSchema = TUnknown,
  Body extends TSchema = TUnknown,
>(row: RouteRow<Params, Query, Body>, summary: string): NativeRoute<Params, Query, Body> {
  const status = row.status ?? 200
  return {
    method: row.method,
    url: row.path,
    schema: {
      summary,
      tags: [row.path.split('/')[3] ?? 'server'],
      ...(row.params ? { params: row.params } : {}),
      ...(row.query ? { querystring: row.query } : {}),
      ...(row.body ? { body: row.body } : {}),
      response: {
        [status]: row.reply ?? (status === 204 ? { type: 'null', description: 'Done' } : fileResponse),
        default: problemResponse,
      },
    },
  }
}

const fileResponse = {
  description: 'The file or stream',
  content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
}

const problemResponse = {
  description: 'A problem (RFC 9457); docs/problems.md has a heading for each code',
  content: { 'application/problem+json': { schema: Problem } },
}
