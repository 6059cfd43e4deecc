import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { formOf, openTestServer, TEST_KEY, type TestServer } from '../testing/open-test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

async function opened(times = {}): Promise<{ server: TestServer; id: string }> {
  server = await openTestServer({ times })
  const job = await (await server.send('/api/v1/jobs', formOf())).json()
  return { server, id: job.id }
}

/** Reads a stream until it holds a text. */
async function readUntil(reply: Response, text: string): Promise<string> {
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
  const chunks: string[] = []
  let tail = ''
  while (!tail.includes(text)) {
    const next = await reader?.read()
    if (!next || next.done) throw new Error(`the stream ended after ${chunks.length} chunks`)
    chunks.push(next.value)
    tail = tail.slice(-text.length) + next.value
  }
  await reader?.cancel()
  return chunks.join('')
}

test('a stream says when to come back, numbers its events and keeps itself alive', async () => {
  const { server, id } = await opened({ heartbeatMs: 30 })
  const reply = await server.call(`/api/v1/jobs/${id}/events?after=0`)
  const text = await readUntil(reply, ': still here')

  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'x-content-type-options': 'nosniff',
  })
  expect(text.startsWith('retry: 2000\n')).toBe(true)
  expect(text).toContain('\n\nid: 1\ndata: {"kind":"job-changed"')
})

test('a stream goes on after the event that the client saw last, by header or address', async () => {
  const { server, id } = await opened()
  server.useCases.change(id, { state: 'processing' })

  const header = await server.call('/api/v1/events', { headers: { 'last-event-id': '1' } })
  const address = await server.call('/api/v1/events?after=1')
  for (const reply of [header, address]) {
    const text = await readUntil(reply, '"state":"processing"')
    expect(text).not.toContain('id: 1\n')
  }
})

test('a stream of one job tells nothing of others', async () => {
  const { server, id } = await opened()
  await server.send('/api/v1/jobs', formOf({}, 'other.pdf'))
  server.useCases.change(id, { state: 'completed' })

  const text = await readUntil(await server.call(`/api/v1/jobs/${id}/events?after=0`), 'completed')
  expect(text).not.toContain('other.pdf')
})

test('a client that asks for events no longer kept is told to start anew', async () => {
  const { server, id } = await opened()
  server.useCases.change(id, { state: 'processing' })
  server.useCases.forgetEventsBefore(3)

  expect(await readUntil(await server.call('/api/v1/events?after=1'), 'reset')).toContain(
    'id: 2\nevent: reset\ndata: {"seq":2}',
  )
})

test('a reader that takes nothing is dropped, the others go on', async () => {
  const { server, id } = await opened({ stalledReaderMs: 400, heartbeatMs: 50 })
  const good = await server.call('/api/v1/events')
  const socket = connect({ host: '127.0.0.1', port: server.port })
  socket.on('error', () => undefined)
  socket.write(
    `GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX-API-Key: ${TEST_KEY}\r\n\r\n`,
  )
  socket.pause()
  await expect.poll(() => server.listeners.openSockets().length).toBeGreaterThanOrEqual(2)

  const port = socket.localPort

  const name = 'x'.repeat(100_000)
  for (let at = 0; at < 200; at += 1) server.useCases.change(id, { name: `${name}${at}` })
  const text = await readUntil(good, `${name}199"`)

  expect(text.length).toBeGreaterThan(20_000_000)
  await expect.poll(() => streams(server), { timeout: 10_000 }).not.toContain(port)
  socket.destroy()
})

test('a stream ends when its client leaves and when the server stops', async () => {
  const { server } = await opened()
  const leave = new AbortController()
  await server.call('/api/v1/events', { signal: leave.signal })
  const [port] = streams(server).slice(-1)
  expect(port).toBeTypeOf('number')
  leave.abort()
  await expect.poll(() => streams(server)).not.toContain(port)

  const stream = await server.call('/api/v1/events')
  const ended = stream.text().catch(() => 'cut')
  await server.close()
  expect(await ended).toContain('retry')
})

/** The clients' ports of all connections. */
const streams = ({ listeners }: TestServer) => listeners.openSockets().map(socket => socket.remotePort)
