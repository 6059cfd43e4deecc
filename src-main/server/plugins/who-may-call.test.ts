import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openTestServer, TEST_KEY, type TestServer } from '../testing/open-test-server.ts'
import { rawRequest, rawStatus } from '../testing/raw-request.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

const KEYLESS = ['GET /', 'GET /api/v1/health', 'GET /health', 'GET /index.html', 'POST /api/v1/session']

const DIALECT_ROUTES = [
  'POST /jobs/create',
  'POST /ocr/pdf',
  'POST /api/upload',
  'GET /api/jobs',
  'DELETE /api/jobs',
  'GET /api/jobs/:jobId/status',
  'GET /api/jobs/:jobId/result',
  'DELETE /api/jobs/:jobId',
  'POST /ocr/submit',
  'POST /ocr',
  'GET /ocr/stream/:jobId',
  'GET /ocr/status/:jobId',
  'GET /ocr/result/:jobId',
  'POST /submit',
  'POST /parse',
  'GET /jobs/:jobId/results',
  'POST /v1/process/async',
  'POST /v1/process/sync',
  'GET /v1/jobs',
  'GET /v1/jobs/:jobId/status',
  'GET /v1/jobs/:jobId/result',
]

function pageDir(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-page-'))
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Pageloom</title>')
  return folder
}

test('every route refuses a wrong host, a foreign origin, a foreign site and a missing key', async () => {
  server = await openTestServer({ pageDir: pageDir() })
  const { port, built } = server
  const routes = [...built.routes, { method: 'GET', path: '/nothing-here' }, { method: 'PUT', path: '/jobs' }]
  const names = new Set(built.routes.map(({ method, path }) => `${method} ${path}`))
  expect(DIALECT_ROUTES.filter(name => !names.has(name))).toEqual([])

  const keyless: string[] = []
  for (const route of routes) {
    const ask = async (host: string, ...more: string[]) =>
      rawStatus(
        await rawRequest(port, [
          `${route.method} ${route.path.replace(':jobId', 'a_20260107_123456_00000000').replace(/:\w+/, '1')} HTTP/1.1`,
          `Host: ${host}`,
          'Connection: close',
          ...more,
        ]),
      )
    const own = `127.0.0.1:${port}`
    const key = `X-API-Key: ${TEST_KEY}`
    const name = `${route.method} ${route.path}`
    expect([name, await ask('evil.example', key)]).toEqual([name, 403])
    expect([name, await ask(own, key, 'Origin: https://evil.example')]).toEqual([name, 403])
    expect([name, await ask(own, key, 'Sec-Fetch-Site: cross-site')]).toEqual([name, 403])
    if ((await ask(own)) !== 401) keyless.push(name)
  }

  expect(keyless.filter(name => !name.startsWith('HEAD')).sort()).toEqual(KEYLESS)
})

test.each([
  'evil.example',
  '127.evil.example',
  'localhost.evil.example:PORT',
  '0.0.0.0:PORT',
  '127.1:PORT',
  '2130706433:PORT',
  '0x7f.0.0.1:PORT',
  '[::ffff:127.0.0.1]:PORT',
  'localhost.:PORT',
  '127.0.0.1',
  '127.0.0.1:1',
  'user@127.0.0.1:PORT',
  '',
])('the host %j is refused', async host => {
  server = await openTestServer()
  const reply = await rawRequest(server.port, [
    'GET /health HTTP/1.1',
    `Host: ${host.replace('PORT', String(server.port))}`,
    'Connection: close',
  ])

  expect(rawStatus(reply)).toBe(403)
  expect(reply).not.toContain('1.2.3')
})

test('the addresses that are listened on are answered, in any case', async () => {
  server = await openTestServer()
  for (const host of ['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]']) {
    const reply = await rawRequest(server.port, [
      'GET /health HTTP/1.1',
      `Host: ${host}:${server.port}`,
      'Connection: close',
    ])
    expect([host, rawStatus(reply)]).toEqual([host, 200])
  }
})

test('two Host headers, none, and an address in the request line are refused', async () => {
  server = await openTestServer()
  const own = `Host: 127.0.0.1:${server.port}`

  const two = await rawRequest(server.port, [
    'GET /health HTTP/1.1',
    own,
    'Host: evil.example',
    'Connection: close',
  ])
  const none = await rawRequest(server.port, ['GET /health HTTP/1.0'])
  const absolute = await rawRequest(server.port, [
    'GET http://evil.example/health HTTP/1.1',
    own,
    'Connection: close',
  ])

  expect([rawStatus(two), rawStatus(none)]).toEqual([403, 403])
  expect(rawStatus(absolute)).toBe(403)
})

test('the key is taken as Bearer, X-API-Key or Basic password, and compared whole', async () => {
  server = await openTestServer()
  const { url } = server
  const ask = async (headers: Record<string, string>) =>
    (await fetch(`${url}/api/v1/jobs`, { headers })).status
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })

  expect(await ask({ authorization: `Bearer ${TEST_KEY}` })).toBe(200)
  expect(await ask({ authorization: `bearer ${TEST_KEY}` })).toBe(200)
  expect(await ask({ 'x-api-key': TEST_KEY })).toBe(200)
  expect(await ask(basic(`pageloom:${TEST_KEY}`))).toBe(200)
  expect(await ask(basic(TEST_KEY))).toBe(401)
  expect(await ask({ authorization: `Bearer ${TEST_KEY}x` })).toBe(401)
  expect(await ask({ authorization: `Bearer ${TEST_KEY.slice(1)}` })).toBe(401)
  expect(await ask({ authorization: 'Bearer ' })).toBe(401)
  expect((await fetch(`${url}/api/v1/jobs?key=${TEST_KEY}`)).status).toBe(401)
})

test('without a key health tells four facts and nothing else', async () => {
  server = await openTestServer()
  const facts = { status: 'ok', version: '1.2.3', active_jobs: 0, queued_jobs: 0 }

  expect(await (await fetch(`${server.url}/health`)).json()).toEqual(facts)
  expect(await (await fetch(`${server.url}/api/v1/health`)).json()).toEqual(facts)
  expect(await (await server.call('/health')).json()).toMatchObject({
    ...facts,
    config: { max_concurrency: 1 },
  })
})

test('after ten wrong keys in a minute the answer is to wait, but the owner still gets in', async () => {
  let now = 1_000_000
  server = await openTestServer({ now: () => now })
  const { url } = server
  const wrong = () => fetch(`${url}/api/v1/jobs`, { headers: { 'x-api-key': 'wrong' } })

  for (let attempt = 1; attempt < 10; attempt += 1) expect((await wrong()).status).toBe(401)
  const limited = await wrong()
  expect(limited.status).toBe(429)
  expect(Number(limited.headers.get('retry-after'))).toBe(60)
  expect((await server.call('/api/v1/jobs')).status).toBe(200)

  now += 60_001
  expect((await wrong()).status).toBe(401)
})

test('a listed origin gets CORS headers by name and a preflight; nobody else ever does', async () => {
  server = await openTestServer()
  const origin = 'https://scans.example'

  const preflight = await fetch(`${server.url}/api/v1/jobs`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-api-key',
    },
  })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-origin')).toBe(origin)
  expect(preflight.headers.get('access-control-allow-headers')).toContain('x-api-key')
  expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()

  const listed = await server.call('/api/v1/jobs', { headers: { origin, 'sec-fetch-site': 'cross-site' } })
  expect([listed.status, listed.headers.get('access-control-allow-origin')]).toEqual([200, origin])

  for (const foreign of [
    'https://evil.example',
    'null',
    'https://scans.example.evil.example',
    `${origin}:8443`,
  ]) {
    const refused = await server.call('/api/v1/jobs', { headers: { origin: foreign } })
    expect([foreign, refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([
      foreign,
      403,
      null,
    ])
  }
  const plain = await server.call('/api/v1/jobs')
  expect(plain.headers.get('access-control-allow-origin')).toBeNull()
})

test('a page of this server may call it, and so may one typed into the address bar', async () => {
  server = await openTestServer()
  for (const headers of [
    { origin: `http://localhost:${server.port}`, 'sec-fetch-site': 'same-origin' },
    { origin: server.url },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ])
    expect((await server.call('/api/v1/jobs', { headers })).status).toBe(200)
})

test('a browser exchanges its code once, within five minutes, for a cookie that scripts cannot read', async () => {
  let now = 1_000_000
  server = await openTestServer({ now: () => now })
  const { url, built } = server
  const code = built.gate.sessions?.newCode() ?? ''
  const exchange = (body: unknown) =>
    fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  const first = await exchange({ code })
  expect(first.status).toBe(204)
  const cookie = first.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/)
  expect(cookie).not.toContain(TEST_KEY)
  expect((await exchange({ code })).status).toBe(401)

  const pair = cookie.split(';')[0] ?? ''
  const ask = async (value: string) =>
    (await fetch(`${url}/api/v1/jobs`, { headers: { cookie: value } })).status
  expect(await ask(`other=1; ${pair}`)).toBe(200)
  expect(await ask(`${pair}x`)).toBe(401)
  expect(await ask(pair.replace(/=\d/, '=9'))).toBe(401)

  const late = built.gate.sessions?.newCode() ?? ''
  now += 5 * 60_000 + 1
  expect((await exchange({ code: late })).status).toBe(401)
  now += 31 * 24 * 3_600_000
  expect(await ask(pair)).toBe(401)
})

test('with no key wanted anybody on this machine may call, but foreign pages may not', async () => {
  server = await openTestServer({ key: null })

  expect((await fetch(`${server.url}/api/v1/jobs`)).status).toBe(200)
  expect(
    (await fetch(`${server.url}/api/v1/jobs`, { headers: { origin: 'https://evil.example' } })).status,
  ).toBe(403)
})

test('the page is served without a key under its own strict policy', async () => {
  server = await openTestServer({ pageDir: pageDir() })
  const reply = await fetch(`${server.url}/`)

  expect(await reply.text()).toContain('<title>Pageloom</title>')
  expect(reply.headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval'")
  expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
})
