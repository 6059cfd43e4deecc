import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, FastifyTypeProvider, RawServerDefault } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { UseCases } from '../app/use-cases.ts'
import type { Log } from '../core/ports/log.ts'

/** Lets Fastify derive a handler's types from the contract's schemas. */
export interface ContractTypes extends FastifyTypeProvider {
  validator: NonNullable<this['schema']> extends TSchema ? Static<NonNullable<this['schema']>> : unknown
  serializer: unknown
}

/** The application that routes are added to. */
export type Server = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ContractTypes
>

/** Times and figures of the HTTP side; tests turn them down. */
export interface HttpTimes {
  readonly heartbeatMs: number
  readonly stalledReaderMs: number
  readonly slowBodyCheckMs: number
  readonly slowBodyBytesPerSecond: number
  /** How long dialect C follows a job, by the server's clock. */
  readonly ocrStreamMs: number
}

export const HTTP_TIMES: HttpTimes = {
  heartbeatMs: 15_000,
  stalledReaderMs: 10_000,
  slowBodyCheckMs: 20_000,
  slowBodyBytesPerSecond: 1000,
  ocrStreamMs: 10 * 60_000,
}

/** What the server is made of. */
export interface ServerParts {
  readonly useCases: UseCases
  readonly version: string
  /** The key that callers must show; null with `--no-auth`. */
  readonly key: string | null
  /** The secret for what only this machine's user may do; null where nobody has it. */
  readonly ownerKey: string | null
  /** `host[:port]` values of the Host header that are answered, lower case. Asked at each request. */
  readonly hosts: () => ReadonlySet<string>
  /** Web origins of others whose pages may call, e.g. `https://scans.example`. */
  readonly allowedOrigins: readonly string[]
  /** The built page for browsers, or null where there is none. */
  readonly pageDir: string | null
  readonly log: Log
  readonly now: () => number
  /** Aborted when the server stops: streams end, new requests are refused. */
  readonly stopping: AbortSignal
  readonly times?: Partial<HttpTimes>
}
