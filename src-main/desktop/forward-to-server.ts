import http from 'node:http'
import { problemOf } from '../../src-shared/contract/problem.ts'
import { OWNER_HEADER } from '../../src-shared/contract/routes.ts'

/** Where the server is, and the key that it wants; null where none is needed. */
export interface ServerAddress {
  readonly url: string
  readonly key: string | null
  /** The secret of the machine's user; null where the server told none. */
  readonly ownerKey: string | null
}

/** What belongs to one connection, or what the server must not hear from the page. */
const NOT_FORWARDED = new Set([
  'host',
  'connection',
  'authorization',
  'cookie',
  'origin',
  'referer',
  'accept-encoding',
  OWNER_HEADER,
])
const NOT_RETURNED = new Set(['connection', 'transfer-encoding', 'keep-alive'])
const BODYLESS = new Set([204, 205, 304])

/**
 * Hands a request of the page to the server, with the key; null when no server answers. By node:http and not by fetch:
 * only so does the server notice that the page closed a stream, and an upload is never held in memory.
 */
export function forwardToServer(request: Request, server: ServerAddress): Promise<Response | null> {
  const { pathname, search } = new URL(request.url)
  const headers: Record<string, string> = {}
  request.headers.forEach((value, name) => {
    if (!NOT_FORWARDED.has(name.toLowerCase()) && !name.toLowerCase().startsWith('sec-'))
      headers[name] = value
  })
  if (server.ownerKey !== null) headers[OWNER_HEADER] = server.ownerKey
  if (server.key !== null) headers.authorization = `Bearer ${server.key}`
  return new Promise(resolve => {
    const outgoing = http.request(new URL(pathname + search, server.url), { method: request.method, headers })
    outgoing.on('response', incoming => resolve(replyFrom(incoming)))
    outgoing.on('error', () => resolve(null))
    if (request.body) void send(request.body, outgoing)
    else outgoing.end()
  })
}

/** What the page hears while there is no server: a problem that may be tried again. */
export function unreachable(): Response {
  const problem = problemOf('server-stopping', '')
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
  })
}

async function send(body: ReadableStream<Uint8Array>, outgoing: http.ClientRequest): Promise<void> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      if (!outgoing.write(value)) await drained(outgoing)
    }
    outgoing.end()
  } catch (error) {
    outgoing.destroy(error instanceof Error ? error : undefined)
  }
}

function drained(outgoing: http.ClientRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    if (outgoing.destroyed) return reject(new Error('The server closed the connection.'))
    const end = (settle: () => void) => () => {
      outgoing.off('drain', onDrain).off('close', onClose)
      settle()
    }
    const onDrain = end(resolve)
    const onClose = end(() => reject(new Error('The server closed the connection.')))
    outgoing.on('drain', onDrain).on('close', onClose)
  })
}

function replyFrom(incoming: http.IncomingMessage): Response {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined && !NOT_RETURNED.has(name)) headers.set(name, String(value))
  const status = incoming.statusCode ?? 502
  if (BODYLESS.has(status)) {
    incoming.resume()
    return new Response(null, { status, headers })
  }
  return new Response(pulled(incoming), { status, headers })
}

/** The reply's body, read as fast as the page takes it; a page that stops reading ends the request. */
function pulled(incoming: http.IncomingMessage): ReadableStream<Uint8Array> {
  const pieces = incoming.iterator({ destroyOnReturn: true })
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(new Uint8Array(value))
    },
    async cancel() {
      incoming.destroy()
    },
  })
}
