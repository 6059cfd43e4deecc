import type http from 'node:http'
import type { OutgoingAnswer } from '../../core/ports/outgoing-client.ts'
import { type Dispatch, openRequest } from './open-request.ts'
import { retryAfterMs } from './retry-after-ms.ts'
import { limitTime, type Road } from './road.ts'

interface Letter extends Dispatch {
  readonly body: string
}

const BODY_BYTES_AT_MOST = 64 * 1024

/** Posts once, over a connection of its own. Rejects when no answer comes. */
export function postToAddresses(letter: Letter, road: Road): Promise<OutgoingAnswer> {
  return new Promise((resolve, reject) => {
    const request = openRequest(letter, road)
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
