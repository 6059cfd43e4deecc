import type { OutgoingReply } from '../../core/ports/ask-outside.ts'
import { type Dispatch, openRequest } from './open-request.ts'
import { retryAfterMs } from './retry-after-ms.ts'
import { limitTime, type Road } from './road.ts'

interface Question extends Dispatch {
  readonly bodyBytesAtMost: number
}

/** Asks once, over a connection of its own, and reads the whole answer. Rejects when no answer comes. */
export function askAddresses(question: Question, road: Road): Promise<OutgoingReply> {
  const headers = { ...question.headers, accept: 'application/json', 'accept-encoding': 'identity' }
  return new Promise((resolve, reject) => {
    const request = openRequest({ ...question, headers }, road)
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
        if (seenBytes <= question.bodyBytesAtMost) pieces.push(piece)
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
  })
}
