import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestServer, TEST_KEY, type TestServer } from '../../src-main/server/testing/open-test-server.ts'
import type { ServerEvent } from '../contract/events.ts'
import { type ApiClient, apiClient } from './api-client.ts'

let server: TestServer
let client: ApiClient
beforeEach(async () => {
  server = await openTestServer({ times: { heartbeatMs: 20 } })
  client = apiClient({ baseUrl: server.url, key: TEST_KEY, origin: 'window' })
})
afterEach(() => server.close())

const letter = { name: 'letter.pdf', bytes: new Blob(['%PDF-1.7 test']) }
const submit = () => client.submitJob({ files: [letter] })
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no problem',
    error => error.problem?.code ?? String(error),
  )

test('a file is sent with its options and becomes a job of the window', async () => {
  const job = await client.submitJob({
    files: [letter, { name: 'zweite Seite – Ümläut.png', bytes: new Blob(['x']) }],
    fields: { mode: 'fast', pages: '1,3-5', dpi: 300, force_ocr: true, password: 'geheim' },
  })

  expect(job).toMatchObject({ name: 'letter.pdf', state: 'queued', origin: 'window', pageCount: 6 })
  expect(server.useCases.submitted[0]).toMatchObject({
    options: { mode: 'fast', pages: '1,3-5', dpi: 300, forceOcr: true },
    password: 'geheim',
    files: [{ name: 'letter.pdf' }, { name: 'zweite Seite – Ümläut.png' }],
  })
})

test('every native call comes through with a reply as the contract says', async () => {
  const { id } = await submit()

  expect(await client.health()).toMatchObject({ status: 'ok', queued_jobs: 1 })
  expect(await client.listJobs({ search: 'LETTER', limit: 5 })).toMatchObject({ total: 1, nextCursor: null })
  expect(await client.getJob(id)).toMatchObject({ id })
  expect(await client.pauseJob(id)).toMatchObject({ state: 'paused' })
  expect(await client.resumeJob(id)).toMatchObject({ state: 'queued' })
  expect(await client.cancelJob(id)).toMatchObject({ state: 'cancelled' })
  expect(await client.retryJob(id)).toMatchObject({ state: 'queued' })
  expect(await client.retryPage(id, 2)).toMatchObject({ state: 'queued' })
  expect(await client.listPages(id)).toHaveLength(3)
  expect(await client.getPage(id, 2)).toMatchObject({ number: 2, widthPx: 100 })
  expect(await client.changeSettings({ maxConcurrency: 2 })).toMatchObject({
    settings: { maxConcurrency: 2 },
  })
  expect(await client.getSettings()).toMatchObject({ settings: { maxConcurrency: 2 } })
  server.useCases.change(id, { state: 'completed' })
  expect(await (await client.getResult(id, { format: 'txt' })).text()).toContain('Ä line of text.')
  await client.deleteJob(id)
  expect(await codeOf(client.getJob(id))).toBe('job-not-found')
})

test('addresses of results, images and files answer', async () => {
  const { id } = await submit()
  server.useCases.change(id, { state: 'completed' })

  for (const url of [
    client.resultUrl(id, { format: 'json' }),
    client.pageImageUrl(id, 1, 200),
    client.documentFileUrl(id, 1),
  ])
    expect((await server.call(url.slice(server.url.length))).status).toBe(200)
})

test('failures are named, and a server that is gone is told apart', async () => {
  const { id } = await submit()

  expect(await codeOf(client.getResult(id))).toBe('result-not-ready')
  expect(await codeOf(client.getPage(id, 99))).toBe('page-not-found')
  expect(await codeOf(apiClient({ baseUrl: server.url, key: 'wrong' }).getSettings())).toBe('key-needed')
  expect(await codeOf(apiClient({ baseUrl: 'http://127.0.0.1:9' }).health())).toContain('does not answer')
})

test('events are followed, and after a broken connection they go on without a gap', async () => {
  const { id } = await submit()
  const seen: [number, ServerEvent['kind']][] = []
  const states: string[] = []
  const stop = new AbortController()
  const following = client.followEvents(
    {
      onEvent: (event, seq) => void seen.push([seq, event.kind]),
      onState: state => void states.push(state),
    },
    { signal: stop.signal, after: 0 },
  )

  await expect.poll(() => seen.length).toBe(1)
  for (const connection of await connections(server)) connection.destroy()
  await expect.poll(() => states).toEqual(['open', 'lost'])
  server.useCases.change(id, { state: 'processing' })
  await client.deleteJob(id)
  await expect
    .poll(() => seen)
    .toEqual([
      [1, 'job-changed'],
      [2, 'job-changed'],
      [3, 'job-deleted'],
    ])
  stop.abort()
  await following
})

test('when the events asked for are no longer kept, the listener is told to start anew', async () => {
  const { id } = await submit()
  server.useCases.change(id, { state: 'processing' })
  server.useCases.forgetEventsBefore(3)
  const resets: number[] = []
  const stop = new AbortController()
  const following = client.followEvents(
    { onEvent: () => undefined, onReset: seq => void resets.push(seq) },
    { signal: stop.signal, after: 1, jobId: id },
  )

  await expect.poll(() => resets).toEqual([2])
  stop.abort()
  await following
})

test('following a job that is not there ends with its problem', async () => {
  const following = client.followEvents(
    { onEvent: () => undefined },
    { signal: new AbortController().signal, jobId: 'a_20260107_123456_00000000' },
  )

  expect(await codeOf(following)).toBe('job-not-found')
})

/** The server's ends of all open connections. */
async function connections(testServer: TestServer) {
  return testServer.listeners.openSockets()
}
