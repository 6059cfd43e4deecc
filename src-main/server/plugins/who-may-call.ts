import type { FastifyReply, FastifyRequest } from 'fastify'
import { ORIGIN_HEADER, UPLOAD_KEY_HEADER } from '../../../src-shared/contract/routes.ts'
import { ProblemError } from '../../core/problem-error.ts'
import type { Server, ServerParts } from '../server-parts.ts'
import { type AttemptLimit, attemptLimit } from './attempt-limit.ts'
import { type BrowserSessions, browserSessions } from './browser-sessions.ts'
import { equalSecrets } from './equal-secrets.ts'
import { judgeCaller } from './judge-caller.ts'
import { shownCookies, shownKeys } from './shown-keys.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers callers without a key: the page's files, which hold nothing, the health and the code exchange. */
    keyless?: boolean
  }
  interface FastifyRequest {
    /** Whether the caller showed a good key, or none is needed. */
    hasKey: boolean
  }
}

export interface CallerGate {
  readonly sessions: BrowserSessions | null
  readonly attempts: AttemptLimit
}

/**
 * Judges every request before anything else looks at it: exact Host, then Origin and Sec-Fetch-Site, then the key.
 * Added to the root before any route, so no route can be forgotten.
 */
export function whoMayCall(app: Server, parts: ServerParts): CallerGate {
  const sessions = parts.key === null ? null : browserSessions(parts.key, parts.now)
  const attempts = attemptLimit(parts.now)
  app.decorateRequest('hasKey', false)
  app.addHook('onRequest', async (request, reply) => {
    // An address in the request line would overrule the Host header.
    if (!request.url.startsWith('/')) throw new ProblemError('host-refused', 'The request line names a host.')
    const verdict = judgeCaller(request.raw.rawHeaders, {
      hosts: parts.hosts(),
      allowedOrigins: parts.allowedOrigins,
    })
    if (verdict.kind === 'refused') throw new ProblemError(verdict.problem, verdict.detail)
    if (verdict.corsOrigin !== null) nameOrigin(reply, verdict.corsOrigin)
    if (verdict.corsOrigin !== null && isPreflight(request)) return reply.code(204).send()

    request.hasKey = parts.key === null || showsKey(request, parts.key, { sessions, attempts })
    if (request.hasKey || request.routeOptions.config.keyless === true) return
    refuse(request, reply, attempts)
  })
  return { sessions, attempts }
}

function showsKey(request: FastifyRequest, key: string, { sessions, attempts }: CallerGate): boolean {
  // This machine's own programs share one address: a stranger's wrong keys must not lock the owner's window out.
  if (!isLoopback(request.ip) && attempts.waitSeconds(request.ip) > 0) return false
  const keys = shownKeys(request.headers)
  const cookies = sessions ? shownCookies(request.headers, sessions.cookieName) : []
  if (keys.some(shown => equalSecrets(shown, key))) return true
  if (cookies.some(cookie => sessions?.isGood(cookie))) return true
  if (keys.length > 0) attempts.note(request.ip)
  return false
}

function refuse(request: FastifyRequest, reply: FastifyReply, attempts: AttemptLimit): never {
  const seconds = attempts.waitSeconds(request.ip)
  if (seconds > 0) {
    reply.header('retry-after', String(seconds))
    throw new ProblemError('too-many-requests', 'Too many wrong keys came from this address.')
  }
  reply.header('www-authenticate', 'Bearer realm="Pageloom"')
  throw new ProblemError(
    'key-needed',
    shownKeys(request.headers).length > 0 ? 'The key is not the right one.' : 'No key came.',
  )
}

const isLoopback = (address: string): boolean =>
  address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address)

const isPreflight = (request: FastifyRequest): boolean =>
  request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined

const ALLOWED_HEADERS = [
  'authorization',
  'content-type',
  'last-event-id',
  'range',
  'x-api-key',
  ORIGIN_HEADER,
  UPLOAD_KEY_HEADER,
].join(', ')

/** CORS for a listed origin. Credentials are never allowed: such pages send the key as a header. */
function nameOrigin(reply: FastifyReply, origin: string): void {
  reply.header('access-control-allow-origin', origin)
  reply.header('vary', 'Origin')
  reply.header('access-control-allow-methods', 'GET, HEAD, POST, PATCH, DELETE')
  reply.header('access-control-allow-headers', ALLOWED_HEADERS)
  reply.header(
    'access-control-expose-headers',
    'Content-Disposition, Content-Range, Deprecation, Link, Retry-After, Warning, X-Request-Id',
  )
  reply.header('access-control-max-age', '600')
  reply.header('cross-origin-resource-policy', 'cross-origin')
}
