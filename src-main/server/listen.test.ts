import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { hostNames, isLoopbackHost, reachableNames } from './host-names.ts'
import { type Listeners, listen } from './listen.ts'
import { openTestServer, type TestServer } from './testing/open-test-server.ts'
import { rawRequest, rawStatus } from './testing/raw-request.ts'

let server: TestServer | undefined
let more: Listeners | undefined
afterEach(async () => {
  await more?.close(100)
  await server?.close()
})

test('where the default port is taken the next free one is used', async () => {
  server = await openTestServer()
  more = await listen(server.built.app, {
    host: '127.0.0.1',
    port: server.port,
    isPortFixed: false,
    alsoListen: [],
  })

  expect(more.port).toBeGreaterThan(server.port)
  expect(more.hosts()).toContain(`localhost:${more.port}`)
})

test('a port that was named is used or none', async () => {
  server = await openTestServer()
  const wish = { host: '127.0.0.1', port: server.port, isPortFixed: true, alsoListen: [] }

  await expect(listen(server.built.app, wish)).rejects.toMatchObject({ code: 'port-in-use' })
})

test('an address that this machine does not have is refused with words', async () => {
  server = await openTestServer()
  const wish = { host: '203.0.113.7', port: 0, isPortFixed: true, alsoListen: [] }

  await expect(listen(server.built.app, wish)).rejects.toMatchObject({ code: 'option-invalid' })
})

test('a client that never ends its headers is answered and cut off', async () => {
  server = await openTestServer()
  more = await listen(server.built.app, {
    host: '127.0.0.1',
    port: 0,
    isPortFixed: true,
    alsoListen: [],
    headersTimeoutMs: 100,
  })
  const socket = connect({ host: '127.0.0.1', port: more.port, allowHalfOpen: true })
  let reply = ''
  socket.on('data', text => {
    reply += text
  })
  socket.on('error', () => undefined)
  socket.write('GET /health HTTP/1.1\r\nHost: 127')

  await expect.poll(() => reply, { timeout: 10_000 }).toContain('request-too-slow')
  expect(rawStatus(reply)).toBe(408)
  await expect.poll(() => more?.openSockets()).toEqual([])
  socket.destroy()
})

test('loopback is told from what others can reach', () => {
  expect(['127.0.0.1', '::1', 'localhost', '127.8.8.8'].map(isLoopbackHost)).toEqual([true, true, true, true])
  expect(['0.0.0.0', '::', '127.evil.example', '10.0.0.1'].map(isLoopbackHost)).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(hostNames('127.0.0.1')).toEqual(['127.0.0.1', 'localhost', '[::1]'])
  expect(hostNames('fe80::1')).toContain('[fe80::1]')
  expect(reachableNames('0.0.0.0')[0]).toBe('127.0.0.1')
  expect(reachableNames('192.0.2.1')).toEqual(['192.0.2.1'])
})

test('what is no HTTP is answered with a problem and does no harm', async () => {
  server = await openTestServer()
  const { port } = server

  const garbage = await rawRequest(port, ['\x16\x03\x01 this is TLS'])
  const smuggled = await rawRequest(port, [
    'POST /api/v1/session HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Content-Length: 5',
    'Transfer-Encoding: chunked',
  ])
  const headers = await rawRequest(port, [
    'GET /health HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    `X: ${'x'.repeat(20_000)}`,
  ])

  expect([garbage, smuggled].map(rawStatus)).toEqual([400, 400])
  expect(rawStatus(headers)).toBeGreaterThanOrEqual(400)
  expect(garbage).toContain('"code":"invalid-request"')
  expect((await server.call('/health')).status).toBe(200)
})
