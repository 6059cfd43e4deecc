import { Agent, type RequestOptions, request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { formOf, openTestServer, TEST_KEY, type TestServer } from '../testing/open-test-server.ts'
import { rawRequest, rawStatus } from '../testing/raw-request.ts'

let server: TestServer
beforeEach(async () => {
  server = await openTestServer()
})
afterEach(() => server.close())

const submit = (form: FormData, headers = {}) => server.send('/api/v1/jobs', form, headers)
const codeOf = async (reply: Response) => [reply.status, (await reply.json()).code]

test('a submit is accepted with the job and where to find it', async () => {
  const reply = await submit(formOf())
  const job = await reply.json()

  expect(reply.status).toBe(202)
  expect(reply.headers.get('location')).toBe(`/api/v1/jobs/${job.id}`)
  expect(job).toMatchObject({ name: 'letter.pdf', origin: 'http' })
  expect(server.useCases.staged.size).toBe(0)
})

test('fields count wherever they stand, also after the files', async () => {
  const form = new FormData()
  form.append('pages', '2')
  form.append('file', new Blob(['one']), 'one.pdf')
  form.append('mode', 'fast')
  form.append('file', new Blob(['two']), 'two.pdf')
  form.append('language', 'latin')

  await submit(form)

  expect(server.useCases.submitted[0]).toMatchObject({
    options: { pages: '2', mode: 'fast', language: 'latin' },
    files: [
      { name: 'one.pdf', sizeBytes: 3 },
      { name: 'two.pdf', sizeBytes: 3 },
    ],
  })
})

test.each([
  ['mode', 'quick', 'mode'],
  ['dpi', '71', 'dpi'],
  ['dpi', '601', 'dpi'],
  ['dpi', 'many', 'dpi'],
  ['force_ocr', 'perhaps', 'force_ocr'],
  ['pages', '1'.repeat(1001), 'pages'],
  ['mdoe', 'fast', 'mdoe'],
])('the option %s=%s is refused by name and leaves nothing', async (field, value, named) => {
  const reply = await submit(formOf({ [field]: value }))
  const problem = await reply.json()

  expect([reply.status, problem.code]).toEqual([422, 'option-invalid'])
  expect(problem.detail).toContain(named)
  expect(server.useCases.staged.size).toBe(0)
})

test('a form without a file, another kind of body and too long a field are refused', async () => {
  const noFile = new FormData()
  noFile.append('mode', 'fast')
  const post = (type: string, body: string) =>
    server.call('/api/v1/jobs', { method: 'POST', headers: { 'content-type': type }, body })

  expect(await codeOf(await submit(noFile))).toEqual([400, 'no-file'])
  expect(await codeOf(await post('application/json', '{}'))).toEqual([415, 'body-type-refused'])
  expect(await codeOf(await post('text/plain', 'file=x'))).toEqual([415, 'body-type-refused'])
  expect(await codeOf(await post('application/x-www-form-urlencoded', 'file=x'))).toEqual([
    415,
    'body-type-refused',
  ])
  expect(await codeOf(await post('multipart/form-data', 'x'))).toEqual([400, 'upload-cut-off'])
  expect(await codeOf(await submit(formOf({ prompt: 'x'.repeat(70_000) })))).toEqual([
    413,
    'request-too-large',
  ])
  expect(server.useCases.staged.size).toBe(0)
})

test('too many fields and fields named like prototypes are refused', async () => {
  const many = formOf()
  for (let at = 0; at < 150; at += 1) many.append(`f${at}`, 'x')

  expect(await codeOf(await submit(many))).toEqual([413, 'request-too-large'])
  const [status] = await codeOf(await submit(formOf({ __proto__x: 'x', constructor: 'x' })))
  expect([400, 422]).toContain(status)
  expect(server.useCases.staged.size).toBe(0)
})

test('a file above the limit is refused with words, and the client gets to read them', async () => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(30_000_000)]), 'big.pdf')

  expect(await codeOf(await submit(form))).toEqual([413, 'file-too-large'])
  expect(server.useCases.staged.size).toBe(0)
  expect((await server.call('/api/v1/jobs')).status).toBe(200)
})

test('a surprise is told as internal without its text, and logged under the request id', async () => {
  server.useCases.failNextSubmit(new Error('secret /home/someone/path'))
  const reply = await submit(formOf())
  const text = await reply.text()

  expect(reply.status).toBe(500)
  expect(JSON.parse(text)).toMatchObject({ code: 'internal', requestId: reply.headers.get('x-request-id') })
  expect(text).not.toContain('secret')
  expect(server.logged.join()).toContain('secret')
})

const HEAD = (port: number, length: number, ...more: string[]) => [
  'POST /api/v1/jobs HTTP/1.1',
  `Host: 127.0.0.1:${port}`,
  `X-API-Key: ${TEST_KEY}`,
  'Content-Type: multipart/form-data; boundary=b',
  `Content-Length: ${length}`,
  ...more,
]
const PART = '--b\r\nContent-Disposition: form-data; name="file"; filename="cut.pdf"\r\n\r\n'

test('an upload that is cut off leaves nothing, and the next one works', async () => {
  const socket = connect({ host: '127.0.0.1', port: server.port })
  socket.write(`${HEAD(server.port, 100_000).join('\r\n')}\r\n\r\n${PART}${'x'.repeat(5000)}`)
  await expect.poll(() => server.listeners.openSockets().some(each => each.bytesRead > 5000)).toBe(true)
  socket.destroy()

  await expect.poll(() => server.listeners.openSockets().length).toBe(0)
  expect(server.useCases.staged.size).toBe(0)
  expect(server.useCases.submitted).toHaveLength(0)
  expect((await submit(formOf())).status).toBe(202)
})

test('a connection whose upload was refused in the middle takes the next request', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const body = `${PART}${'x'.repeat(12_000_000)}\r\n--b--\r\n`
  const headers = { 'x-api-key': TEST_KEY, 'content-type': 'multipart/form-data; boundary=b' }

  const refused = await exchange(
    { port: server.port, path: '/api/v1/jobs', method: 'POST', headers, agent },
    body,
  )
  const next = await exchange({ port: server.port, path: '/api/v1/jobs', headers, agent })

  expect([refused, next]).toEqual([413, 200])
  agent.destroy()
})

test('a form whose end is missing is refused and leaves nothing', async () => {
  const body = `${PART}content without a closing boundary`
  const reply = await rawRequest(server.port, HEAD(server.port, body.length, 'Connection: close'), body)

  expect(rawStatus(reply)).toBe(400)
  expect(reply).toContain('upload-cut-off')
  expect(server.useCases.staged.size).toBe(0)
})

test('an upload that comes too slowly is ended', async () => {
  await server.close()
  server = await openTestServer({ times: { slowBodyCheckMs: 100, slowBodyBytesPerSecond: 1000 } })
  const started = rawRequest(server.port, HEAD(server.port, 100_000), `${PART}x`)

  expect(rawStatus(await started.catch(() => ''))).not.toBe(202)
  expect(server.logged.join()).toContain('slow-upload-ended')
  await expect.poll(() => server.useCases.staged.size).toBe(0)
})

test('an abandoned upload ends at once and leaves nothing, whichever of the two comes first', async () => {
  const key = 'upload-key-1'
  const socket = connect({ host: '127.0.0.1', port: server.port })
  const replies: Buffer[] = []
  socket.on('data', chunk => replies.push(chunk))
  socket.write(
    `${HEAD(server.port, 100_000, `X-Upload-Key: ${key}`).join('\r\n')}\r\n\r\n${PART}${'x'.repeat(5000)}`,
  )
  await expect.poll(() => server.listeners.openSockets().some(each => each.bytesRead > 5000)).toBe(true)

  const abandon = () => server.call(`/api/v1/uploads/${key}`, { method: 'DELETE' })
  expect((await abandon()).status).toBe(204)
  socket.write('x'.repeat(5000))
  await expect.poll(() => server.useCases.staged.size).toBe(0)
  socket.destroy()

  expect(await codeOf(await submit(formOf(), { 'x-upload-key': key }))).toEqual([400, 'upload-cut-off'])
  expect(server.useCases.submitted).toHaveLength(0)
})

test('abandoning an upload that has just become a job cancels the job', async () => {
  const key = 'upload-key-2'
  const job = await (await submit(formOf(), { 'x-upload-key': key })).json()

  expect((await server.call(`/api/v1/uploads/${key}`, { method: 'DELETE' })).status).toBe(204)
  expect(await server.useCases.findJob(job.id)).toMatchObject({ state: 'cancelled' })
})

test('an upload key that is none is refused', async () => {
  expect(await codeOf(await submit(formOf(), { 'x-upload-key': '../x' }))).toEqual([400, 'invalid-request'])
})

/** The status of a reply, once it has come whole. */
function exchange(options: RequestOptions, body = ''): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(options, reply => reply.resume().on('end', () => resolve(reply.statusCode)))
    sent.on('error', reject)
    sent.end(body)
  })
}
