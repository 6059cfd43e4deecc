import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { authorityOf, type OutgoingUrl } from '../../core/outgoing/outgoing-url.ts'
import type { OutgoingReply } from '../../core/ports/ask-outside.ts'
import { retryAfterMs } from './retry-after-ms.ts'
import { limitTime, lookupAmong, type Road } from './road.ts'

interface Question {
  readonly url: OutgoingUrl
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly bodyBytesAtMost: number
}

const HEADER_BYTES_AT_MOST = 16 * 1024

/** Asks once, over a connection of its own, and reads the whole answer. Rejects when no answer comes. */
export function askAddresses(question: Question, road: Road): Promise<OutgoingReply> {
  const { url, headers, body, bodyBytesAtMost } = question
  const transport = url.scheme === 'https' ? https : http
  const bytes = body === null ? undefined : Buffer.from(body)
  return new Promise((resolve, reject) => {
    const request = transport.request({
      agent: new transport.Agent({ keepAlive: false }),
      method: bytes ? 'POST' : 'GET',
      host: url.host,
      port: url.port,
      path: url.target,
      lookup: lookupAmong(road.addresses),
      maxHeaderSize: HEADER_BYTES_AT_MOST,
      ...(isIP(url.host) ? {} : { servername: url.host }),
      headers: {
        ...headers,
        host: authorityOf(url),
        accept: 'application/json',
        'accept-encoding': 'identity',
        connection: 'close',
        ...(bytes ? { 'content-type': 'application/json', 'content-length': bytes.length } : {}),
      },
    })
    const end = limitTime(request, road)
    const endsAt = performance.now() + road.times.wholeMs
    const fail = (error: Error): void => {
      end()
      request.destroy()
      // A body that drips is cut off, which looks like a broken line.
      const isLate = performance.now() >= endsAt
      reject(isLate ? Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' }) : error)
    }
    request.on('response', response => {
      const pieces: Buffer[] = []
      let seenBytes = 0
      response.on('data', (piece: Buffer) => {
        seenBytes += piece.length
        if (seenBytes <= bodyBytesAtMost) pieces.push(piece)
        else {
          end()
          request.destroy()
          resolve({ kind: 'unanswered', failure: 'too-large', detail: '' })
        }
      })
      response.on('error', fail)
      response.on('end', () => {
        end()
        if (!response.complete) return fail(new Error('The answer broke off'))
        resolve({
          kind: 'answered',
          status: response.statusCode ?? 0,
          retryAfterMs: retryAfterMs(response.headers['retry-after'], Date.now()),
          body: Buffer.concat(pieces).toString('utf8'),
        })
      })
    })
    request.on('error', fail)
    request.end(bytes)
  })
}
