import { afterEach, beforeEach, expect, test } from 'vitest'
import { EXPORT_FORMATS } from '../../../src-shared/contract/routes.ts'
import { formOf, openTestServer, type TestServer } from '../testing/open-test-server.ts'

let server: TestServer
let id: string
beforeEach(async () => {
  server = await openTestServer()
  const job = await (await server.send('/api/v1/jobs', formOf({}, 'Größe (x).pdf'))).json()
  id = job.id
  server.useCases.change(id, { state: 'completed' })
})
afterEach(() => server.close())

const MARKDOWN = Buffer.from('# Title\n\nÄ line of text.\n')

test('a result says its type, its size and a name to save it under', async () => {
  const reply = await server.call(`/api/v1/jobs/${id}/result`)

  expect(Buffer.from(await reply.arrayBuffer())).toEqual(MARKDOWN)
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'content-type': 'text/markdown; charset=utf-8',
    'content-length': String(MARKDOWN.length),
    'content-disposition': `attachment; filename="Gr__e (x).pdf.md"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%28x%29.pdf.md`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
  })
})

test.each([
  ['bytes=0-4', 206, [0, 5]],
  ['bytes=3-8', 206, [3, 9]],
  ['bytes=20-', 206, [20]],
  ['bytes=-4', 206, [-4]],
  ['bytes=0-0,5-6', 200, [0]],
  ['lines=1-2', 200, [0]],
])('the range %s of a result and of a file is answered', async (range, status, slice) => {
  const file = Buffer.from('0123456789'.repeat(100))
  for (const [path, whole] of [
    [`/api/v1/jobs/${id}/result`, MARKDOWN],
    [`/api/v1/jobs/${id}/documents/1/file`, file],
  ] as const) {
    const reply = await server.call(path, { headers: { range } })
    const wanted = whole.subarray(...slice)
    expect([reply.status, Buffer.from(await reply.arrayBuffer()).toString()]).toEqual([
      status,
      wanted.toString(),
    ])
  }
})

test('a range outside the file is refused with the size', async () => {
  const reply = await server.call(`/api/v1/jobs/${id}/documents/1/file`, {
    headers: { range: 'bytes=1000-' },
  })

  expect([reply.status, reply.headers.get('content-range')]).toEqual([416, 'bytes */1000'])
  expect((await reply.json()).code).toBe('range-not-satisfiable')
})

test('a file goes out under its own name, always to be saved and never shown', async () => {
  const reply = await server.call(`/api/v1/jobs/${id}/documents/1/file`)

  expect(reply.headers.get('content-disposition')).toMatch(/^attachment; /)
  expect(reply.headers.get('content-length')).toBe('1000')
})

test('HEAD tells the size without the bytes', async () => {
  for (const path of [`/api/v1/jobs/${id}/result`, `/api/v1/jobs/${id}/documents/1/file`]) {
    const reply = await server.call(path, { method: 'HEAD' })
    expect(reply.status).toBe(200)
    expect(Number(reply.headers.get('content-length'))).toBeGreaterThan(20)
    expect(await reply.text()).toBe('')
  }
})

test('a wrong method is told which ones there are; OPTIONS too; nothing there is 404', async () => {
  const put = await server.call(`/api/v1/jobs/${id}`, { method: 'PUT' })
  const options = await server.call('/api/v1/jobs', { method: 'OPTIONS' })
  const nowhere = await server.call('/api/v2/jobs')

  expect([put.status, (await put.json()).code]).toEqual([405, 'method-not-allowed'])
  expect(put.headers.get('allow')).toBe('DELETE, GET, HEAD, OPTIONS')
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS'])
  expect([nowhere.status, (await nowhere.json()).code]).toEqual([404, 'route-not-found'])
})

test('nonsense in an address or a body is a named problem, never a failure of ours', async () => {
  const post = (path: string, type: string, body: string) =>
    server.call(path, { method: 'PATCH', headers: { 'content-type': type }, body })
  const statuses = [
    await server.call('/api/v1/jobs/%00'),
    await server.call('/api/v1/jobs/%zz'),
    await server.call('/api/v1/jobs/..%2f..%2fetc%2fpasswd'),
    await server.call('//api/v1/jobs'),
    await server.call(`/api/v1/jobs/${id}/pages/0`),
    await server.call(`/api/v1/jobs/${id}/pages/1e400`),
    await server.call('/api/v1/jobs?limit=0'),
    await server.call('/api/v1/jobs?limit=1&limit=2'),
    await server.call(`/api/v1/jobs/${id}/result?format=exe`),
    await post('/api/v1/settings', 'application/json', '{"workers":'),
    await post('/api/v1/settings', 'application/json', '{"port":1}'),
    await post('/api/v1/settings', 'application/json', '{"__proto__":{"x":1}}'),
    await post('/api/v1/settings', 'application/json', `${'['.repeat(10_000)}${']'.repeat(10_000)}`),
    await post('/api/v1/settings', 'application/json', `{"maxPages":"${'9'.repeat(300_000)}"}`),
    await post('/api/v1/settings', 'text/plain', '{}'),
  ]

  for (const reply of statuses) {
    expect([reply.url, reply.status]).toEqual([
      reply.url,
      expect.toSatisfy(status => status >= 400 && status < 500),
    ])
    expect(reply.headers.get('content-type')).toContain('application/problem+json')
    expect(await reply.json()).toMatchObject({ code: expect.any(String), requestId: expect.any(String) })
  }
})

test('a format that there is not is refused with those that there are', async () => {
  const reply = await server.call(`/api/v1/jobs/${id}/result?format=exe`)

  expect(await reply.json()).toMatchObject({
    code: 'invalid-request',
    detail: `querystring/format must be one of ${Object.keys(EXPORT_FORMATS).join(', ')}`,
  })
})

test('openapi.json describes every route, the multipart body and the ways to show the key', async () => {
  const description = await (await server.call('/api/v1/openapi.json')).json()

  expect(description.openapi).toBe('3.1.0')
  const described = Object.entries<object>(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
  const routes = server.built.routes
    .filter(row => row.method !== 'HEAD')
    .map(row => `${row.method} ${row.path}`)
  expect(described.sort()).toEqual(routes.sort())
  const submit = description.paths['/api/v1/jobs'].post
  expect(Object.keys(submit.requestBody.content)).toEqual(['multipart/form-data'])
  expect(submit.requestBody.content['multipart/form-data'].schema.properties.file.items.format).toBe('binary')
  expect(Object.keys(submit.responses)).toEqual(['202', 'default'])
  expect(Object.keys(description.components.securitySchemes)).toEqual(['bearer', 'basic', 'apiKey'])
})

test('a picture of the text is sent by its name, and only by such a name', async () => {
  const found = await server.call(`/api/v1/jobs/${id}/figures/page-000001-figure-1.png`)
  expect([found.status, found.headers.get('content-type')]).toEqual([200, 'image/png'])

  const missing = await server.call(`/api/v1/jobs/${id}/figures/page-000001-figure-2.png`)
  expect([missing.status, (await missing.json()).code]).toEqual([404, 'figure-not-found'])

  const wrong = await server.call(`/api/v1/jobs/${id}/figures/..%2Fmetadata.json`)
  expect(wrong.status).toBe(400)
})
