import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { NumberedEvent } from '../../src-shared/contract/events.ts'
import type { HttpTimes } from './server-parts.ts'

/** How soon a client comes back after the stream broke. */
const RETRY_MS = 2000
/** What may wait for a reader; one that lets more pile up is dropped and comes back with Last-Event-ID. */
const BUFFER_BYTES = 1024 * 1024

/** Sends events as a Server-Sent Events stream until the signal is aborted or the reader falls behind. */
export function streamEvents(
  reply: FastifyReply,
  events: AsyncIterable<NumberedEvent | { readonly reset: number }>,
  times: HttpTimes,
): FastifyReply {
  return sendEventStream(reply, lines(events, times.heartbeatMs), times)
}

/** Sends the lines of a Server-Sent Events stream; a reader that takes nothing is dropped. */
export function sendEventStream(
  reply: FastifyReply,
  pieces: AsyncIterable<string>,
  times: HttpTimes,
): FastifyReply {
  const stream = Readable.from(pieces, { objectMode: false, highWaterMark: 16 * 1024 })
  dropStalledReader(reply, times.stalledReaderMs)
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store, no-transform')
    .header('x-accel-buffering', 'no')
    .send(stream)
}

async function* lines(
  events: AsyncIterable<NumberedEvent | { readonly reset: number }>,
  heartbeatMs: number,
): AsyncGenerator<string> {
  const iterator = events[Symbol.asyncIterator]()
  // Asked for before the client learns that it is connected: what happens from then on is told.
  let next = iterator.next()
  try {
    yield `retry: ${RETRY_MS}\n: connected\n\n`
    while (true) {
      const step = await orSilence(next, heartbeatMs)
      if (step === 'silence') {
        yield ': still here\n\n'
        continue
      }
      if (step.done) return
      yield eventLines(step.value)
      next = iterator.next()
    }
  } finally {
    next.catch(() => undefined)
    await iterator.return?.()
  }
}

function eventLines(event: NumberedEvent | { readonly reset: number }): string {
  if ('reset' in event)
    return `id: ${event.reset}\nevent: reset\ndata: ${JSON.stringify({ seq: event.reset })}\n\n`
  return `id: ${event.seq}\ndata: ${JSON.stringify(event.event)}\n\n`
}

/** The value, or `silence` when it takes longer than that. */
export async function orSilence<Value>(value: Promise<Value>, afterMs: number): Promise<Value | 'silence'> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<'silence'>(resolve => {
    timer = setTimeout(() => resolve('silence'), afterMs)
  })
  try {
    return await Promise.race([value, silence])
  } finally {
    clearTimeout(timer)
  }
}

/** Nothing taken off the socket for a while although something waits, or too much waits: the reader is gone. */
function dropStalledReader(reply: FastifyReply, stalledMs: number): void {
  const { raw } = reply
  let written = -1
  const timer = setInterval(() => {
    const socket = raw.socket
    if (!socket) return
    const sent = socket.bytesWritten - socket.writableLength
    if (socket.writableLength > BUFFER_BYTES || (socket.writableLength > 0 && sent === written)) raw.destroy()
    written = sent
  }, stalledMs)
  timer.unref()
  raw.once('close', () => clearInterval(timer))
}
