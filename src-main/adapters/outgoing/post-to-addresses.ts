import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { authorityOf, type OutgoingUrl } from '../../core/outgoing/outgoing-url.ts'
import type { OutgoingAnswer } from '../../core/ports/outgoing-client.ts'
import { retryAfterMs } from './retry-after-ms.ts'
import { limitTime, lookupAmong, type Road } from './road.ts'

interface Letter {
  readonly url: OutgoingUrl
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
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
    const end = limitTime(request, road)
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
