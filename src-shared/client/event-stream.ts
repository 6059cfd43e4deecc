import { Check } from 'typebox/value'
import { ServerEvent, StreamReset } from '../contract/events.ts'
import { ApiProblem } from './api-problem.ts'
import { eventStreamParser, type StreamMessage } from './parse-event-stream.ts'

export interface EventStreamListener {
  onEvent(event: ServerEvent, seq: number): void
  /** Events were missed that are no longer kept: fetch anew what matters. */
  onReset?(seq: number): void
  /** `open` after each connection made, `lost` when it broke; it comes back by itself. */
  onState?(state: 'open' | 'lost'): void
}

export interface EventStreamSource {
  readonly signal: AbortSignal
  readonly after: number | null
  /** Opens the connection; throws ApiProblem or ServerUnreachable. */
  open(headers: Record<string, string>, signal: AbortSignal): Promise<Response>
}

/** The server says something every 15 seconds; after this much silence the connection is dead. */
const SILENCE_MS = 45_000
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 10_000

/**
 * Follows an event stream until the signal is aborted. A broken connection is made again from the last event seen.
 * Throws ApiProblem when the server refuses for good, e.g. because the job is gone or the key is wrong.
 */
export async function followEventStream(
  listener: EventStreamListener,
  source: EventStreamSource,
): Promise<void> {
  const { signal } = source
  let lastSeen = source.after
  let waitMs = FIRST_WAIT_MS
  while (!signal.aborted) {
    const connection = new AbortController()
    const stop = () => connection.abort()
    signal.addEventListener('abort', stop, { once: true })
    try {
      const headers = {
        accept: 'text/event-stream',
        ...(lastSeen === null ? {} : { 'last-event-id': `${lastSeen}` }),
      }
      const reply = await source.open(headers, connection.signal)
      listener.onState?.('open')
      waitMs = FIRST_WAIT_MS
      await read(reply, connection, message => {
        lastSeen = seqOf(message) ?? lastSeen
        hand(message, listener)
      })
    } catch (error) {
      if (error instanceof ApiProblem && !error.problem.retry) throw error
    } finally {
      connection.abort()
      signal.removeEventListener('abort', stop)
    }
    if (signal.aborted) return
    listener.onState?.('lost')
    await pause(waitMs, signal)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }
}

async function read(
  reply: Response,
  connection: AbortController,
  onMessage: (message: StreamMessage) => void,
): Promise<void> {
  const parser = eventStreamParser()
  const decoder = new TextDecoder()
  const reader = reply.body?.getReader()
  if (!reader) return
  while (true) {
    const watchdog = setTimeout(() => connection.abort(), SILENCE_MS)
    try {
      const { done, value } = await reader.read()
      if (done) return
      for (const message of parser.push(decoder.decode(value, { stream: true }))) onMessage(message)
    } finally {
      clearTimeout(watchdog)
    }
  }
}

function seqOf({ id }: StreamMessage): number | undefined {
  return /^\d+$/.test(id) ? Number(id) : undefined
}

/** Gives a message to the listener. A fault of the listener is its own: it is reported and the stream goes on. */
function hand(message: StreamMessage, listener: EventStreamListener): void {
  try {
    const body: unknown = JSON.parse(message.data)
    if (message.event === 'reset' && Check(StreamReset, body)) listener.onReset?.(body.seq)
    else if (message.event === 'message' && Check(ServerEvent, body))
      listener.onEvent(body, seqOf(message) ?? 0)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, durationMs)
    signal.addEventListener('abort', end, { once: true })
  })
}
