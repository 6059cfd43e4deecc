import http from 'node:http'
import https from 'node:https'
import { isIP, isIPv6, type LookupFunction } from 'node:net'
import { authorityOf, type OutgoingUrl } from '../../core/outgoing/outgoing-url.ts'
import type { OutgoingAnswer } from '../../core/ports/outgoing-client.ts'
import { retryAfterMs } from './retry-after-ms.ts'

export interface PostTimes {
  /** Until the connection stands, TLS included. */
  readonly connectMs: number
  readonly wholeMs: number
  /** For the answer's body, which nobody reads. */
  readonly bodyMs: number
}

interface Letter {
  readonly url: OutgoingUrl
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

interface Road {
  /** Judged addresses; the connection goes to one of them and asks no name server again. */
  readonly addresses: readonly string[]
  readonly times: PostTimes
  readonly signal: AbortSignal
}

const BODY_BYTES_AT_MOST = 64 * 1024
const HEADER_BYTES_AT_MOST = 16 * 1024

/** Posts once, over a connection of its own. Rejects when no answer comes. */
export function postToAddresses({ url, headers, body }: Letter, road: Road): Promise<OutgoingAnswer> {
  const transport = url.scheme === 'https' ? https : http
  const bytes = Buffer.from(body)
  return new Promise((resolve, reject) => {
    const request = transport.request({
      agent: new transport.Agent({ keepAlive: false }),
      method: 'POST',
      host: url.host,
      port: url.port,
      path: url.target,
      lookup: lookupAmong(road.addresses),
      maxHeaderSize: HEADER_BYTES_AT_MOST,
      ...(isIP(url.host) ? {} : { servername: url.host }),
      headers: {
        ...headers,
        host: authorityOf(url),
        'content-type': 'application/json',
        'content-length': bytes.length,
        connection: 'close',
      },
    })
    const end = timers(request, road)
    request.on('response', response => {
      const status = response.statusCode ?? 0
      const settle = (): void => {
        end()
        request.destroy()
        resolve({
          kind: 'answered',
          status,
          retryAfterMs: retryAfterMs(response.headers['retry-after'], Date.now()),
        })
      }
      drop(response, road.times.bodyMs, settle)
    })
    request.on('error', error => {
      end()
      reject(error)
    })
    request.end(bytes)
  })
}

/** Ends the request when it takes too long or is no longer wanted; call the answer when it is over. */
function timers(request: http.ClientRequest, { times, signal }: Road): () => void {
  const tooLate = (): void =>
    void request.destroy(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' }))
  const stop = (): void => void request.destroy(new Error('The program is ending'))
  const connecting = setTimeout(tooLate, times.connectMs)
  const whole = setTimeout(tooLate, times.wholeMs)
  const connected = (): void => clearTimeout(connecting)
  request.on('socket', socket => socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  return () => {
    clearTimeout(connecting)
    clearTimeout(whole)
    signal.removeEventListener('abort', stop)
  }
}

/** Lets a body run out, but not for long and not without end. */
function drop(response: http.IncomingMessage, bodyMs: number, settle: () => void): void {
  let seenBytes = 0
  const timer = setTimeout(settle, bodyMs)
  response.on('data', (piece: Buffer) => {
    seenBytes += piece.length
    if (seenBytes > BODY_BYTES_AT_MOST) settle()
  })
  response.once('close', () => {
    clearTimeout(timer)
    settle()
  })
  response.on('error', () => undefined)
}

function lookupAmong(addresses: readonly string[]): LookupFunction {
  const known = addresses.map(address => ({ address, family: isIPv6(address) ? 6 : 4 }))
  return (_host, options, done) => {
    const [first] = known
    if (!first) return done(new Error('There is no address'), '')
    if (options.all) return done(null, [...known])
    done(null, first.address, first.family)
  }
}
