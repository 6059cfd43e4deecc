import { createServer, type Server as HttpServer, type RequestListener } from 'node:http'
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { parseOutgoingRule } from '../../core/outgoing/outgoing-rule.ts'
import { outgoingClient } from './outgoing-client.ts'
import { retryAfterMs } from './retry-after-ms.ts'

const opened: (HttpServer | TcpServer)[] = []
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of opened.splice(0)) await new Promise(resolve => server.close(resolve))
})

async function listen<Listener extends HttpServer | TcpServer>(server: Listener): Promise<number> {
  opened.push(server)
  server.on('connection', (socket: Socket) => sockets.push(socket))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('It listens nowhere')
  return address.port
}

const httpListener = (answer: RequestListener) => listen(createServer(answer))
const forever = new AbortController().signal

interface World {
  readonly rules?: readonly string[]
  readonly names?: (host: string) => Promise<readonly string[]>
  readonly times?: { connectMs?: number; wholeMs?: number; bodyMs?: number }
}

const clientIn = ({ rules = [], names, times = {} }: World) =>
  outgoingClient({
    rules: () => rules.flatMap(rule => parseOutgoingRule(rule, 'callback') ?? []),
    userAgent: 'Pageloom/test',
    times,
    ...(names ? { resolveHost: names } : {}),
  })

const letterTo = (url: string) =>
  ({ url, purpose: 'callback', headers: { 'webhook-id': 'a.1' }, body: '{"text":"schön"}' }) as const

test('a body is posted whole, with the name in the Host header, to the address that was judged', async () => {
  const seen: unknown[] = []
  const port = await httpListener((request, reply) => {
    let body = ''
    request
      .on('data', piece => (body += piece))
      .on('end', () => {
        const { host, connection } = request.headers
        seen.push({ body, host, connection, path: request.url, id: request.headers['webhook-id'] })
        reply.writeHead(202).end('thanks')
      })
  })
  const client = clientIn({ rules: ['scans.test'], names: async () => ['127.0.0.1'] })
  const answer = await client.post(letterTo(`http://scans.test:${port}/in?x=1#top`), forever)
  expect(answer).toEqual({ kind: 'answered', status: 202, retryAfterMs: null })
  const host = `scans.test:${port}`
  expect(seen).toEqual([{ body: '{"text":"schön"}', host, connection: 'close', path: '/in?x=1', id: 'a.1' }])
})

test('a private address is not connected to without a rule', async () => {
  let connections = 0
  const port = await listen(createTcpServer(() => (connections += 1)))
  const client = clientIn({})
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]'])
    expect(await client.post(letterTo(`http://${host}:${port}/`), forever)).toMatchObject({
      kind: 'unanswered',
      failure: 'address-refused',
    })
  expect(connections).toBe(0)
})

test('a name with a public and a private address is refused', async () => {
  const client = clientIn({ names: async () => ['93.184.215.14', '10.0.0.1'] })
  expect(await client.refusal('http://a.test/', 'callback')).toContain('a private network')
  expect(await client.post(letterTo('http://a.test/'), forever)).toMatchObject({ failure: 'address-refused' })
})

test('a name that changes its address between two questions is judged anew, and asked once for each call', async () => {
  const answers = [['93.184.215.14'], ['127.0.0.1'], ['169.254.169.254']]
  let asked = 0
  const client = clientIn({ names: async () => answers[asked++] ?? [] })
  expect(await client.refusal('http://a.test/', 'callback')).toBeNull()
  expect(await client.post(letterTo('http://a.test/'), forever)).toMatchObject({ failure: 'address-refused' })
  expect(await client.post(letterTo('http://a.test/'), forever)).toMatchObject({ failure: 'address-refused' })
  expect(asked).toBe(3)
})

test('a redirect is an answer and is not followed', async () => {
  let secretCalls = 0
  const secret = await httpListener((_, reply) => {
    secretCalls += 1
    reply.end()
  })
  const port = await httpListener((_, reply) =>
    reply.writeHead(307, { location: `http://127.0.0.1:${secret}/` }).end(),
  )
  const answer = await clientIn({ rules: [`127.0.0.1:${port}`] }).post(
    letterTo(`http://127.0.0.1:${port}`),
    forever,
  )
  expect(answer).toMatchObject({ kind: 'answered', status: 307 })
  expect(secretCalls).toBe(0)
})

test('an answer with a giant body, or with one that drips, counts by its status and is cut off', async () => {
  const cutOff: Promise<unknown>[] = []
  const port = await httpListener((request, reply) => {
    cutOff.push(new Promise(resolve => reply.once('close', resolve)))
    reply.writeHead(200)
    if (request.url === '/drip') return void reply.write('x')
    const pour = (): void => {
      while (!reply.destroyed && reply.write(Buffer.alloc(64 * 1024)));
      if (!reply.destroyed) reply.once('drain', pour)
    }
    pour()
  })
  const client = clientIn({ rules: ['127.0.0.1'], times: { bodyMs: 50 } })
  const giant = clientIn({ rules: ['127.0.0.1'], times: { bodyMs: 60_000 } })
  const base = `http://127.0.0.1:${port}`
  expect(await client.post(letterTo(`${base}/drip`), forever)).toMatchObject({ status: 200 })
  expect(await giant.post(letterTo(`${base}/giant`), forever)).toMatchObject({ status: 200 })
  expect(await Promise.all(cutOff)).toHaveLength(2)
})

test('a listener that never answers, or answers headers without end, is given up in time', async () => {
  const silent = await listen(createTcpServer(() => undefined))
  const endless = await listen(
    createTcpServer(socket => {
      socket.on('error', () => undefined)
      socket.write(`HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(10_000)}`)
    }),
  )
  const client = clientIn({ rules: ['127.0.0.1'], times: { wholeMs: 100 } })
  expect(await client.post(letterTo(`http://127.0.0.1:${silent}/`), forever)).toMatchObject({
    failure: 'timed-out',
  })
  expect(await client.post(letterTo(`http://127.0.0.1:${endless}/`), forever)).toMatchObject({
    failure: 'unreachable',
  })
})

test('a TLS greeting that never ends is given up by the time for connecting', async () => {
  const port = await listen(createTcpServer(socket => socket.on('error', () => undefined)))
  const client = clientIn({ rules: ['127.0.0.1'], times: { connectMs: 100 } })
  expect(await client.post(letterTo(`https://127.0.0.1:${port}/`), forever)).toMatchObject({
    failure: 'timed-out',
  })
})

test('nobody listening, an unknown name and a plain server behind https are told apart', async () => {
  const plain = await httpListener((_, reply) => reply.end())
  const gone = await listen(createTcpServer())
  await new Promise(resolve => opened.pop()?.close(resolve))
  const unknown = async () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }))
  const client = clientIn({ rules: ['127.0.0.1'], names: unknown })
  const failureAt = async (url: string) => client.post(letterTo(url), forever)
  expect(await failureAt(`http://127.0.0.1:${gone}/`)).toMatchObject({
    failure: 'unreachable',
    detail: 'ECONNREFUSED',
  })
  expect(await failureAt('http://nowhere.test/')).toMatchObject({ failure: 'name-unknown' })
  expect(await failureAt(`https://127.0.0.1:${plain}/`)).toMatchObject({ failure: 'certificate-refused' })
  expect(await client.refusal('http://nowhere.test/', 'callback')).toBeNull()
})

test('a call ends when the program does', async () => {
  const ending = new AbortController()
  const port = await listen(createTcpServer(() => ending.abort()))
  const client = clientIn({ rules: ['127.0.0.1'] })
  expect(await client.post(letterTo(`http://127.0.0.1:${port}/`), ending.signal)).toMatchObject({
    kind: 'unanswered',
  })
})

test('a listener may ask for a pause in seconds or by a date', () => {
  const now = Date.parse('2026-01-07T12:00:00Z')
  const asked = [
    '120',
    ' 5',
    'Wed, 07 Jan 2026 12:01:00 GMT',
    'Wed, 07 Jan 2020 12:00:00 GMT',
    'soon',
    '-5',
    '1e3',
  ]
  expect(asked.map(header => retryAfterMs(header, now))).toEqual([120_000, 5000, 60_000, 0, null, null, null])
  expect(retryAfterMs(undefined, now)).toBeNull()
})
