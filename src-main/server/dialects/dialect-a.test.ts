import { afterEach, beforeEach, expect, test } from 'vitest'
import { formOf, openTestServer, type TestServer } from '../testing/open-test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await openTestServer()
})
afterEach(() => server.close())

const create = async (form = formOf()) => (await server.send('/jobs/create', form)).json()
const get = async (path: string) => {
  const reply = await server.call(path)
  return [reply.status, await reply.json()]
}

test('creating a job answers with three fields, word for word', async () => {
  const reply = await create()

  expect(reply).toEqual({
    success: true,
    job_id: expect.stringMatching(/^letter\.pdf_\d{8}_\d{6}_[0-9a-f]{8}$/),
    message: 'Job created successfully. Total pages: 3',
  })
  expect(server.useCases.submitted[0]).toMatchObject({ origin: 'dialect-a' })
})

test('the prompt is kept; without one it is the documented one', async () => {
  await create(formOf({ prompt: 'Read it' }))
  await create(formOf({ prompt: '' }))
  await create()

  expect(server.useCases.submitted.map(({ options }) => options.prompt)).toEqual([
    'Read it',
    '<image>Convert to markdown',
    '<image>Convert to markdown',
  ])
})

test('the status has every documented field, null where nothing is known', async () => {
  const { job_id: id } = await create()
  const queued = {
    job_id: id,
    filename: 'letter.pdf',
    status: 'queued',
    progress: 0,
    total_pages: 3,
    processed_pages: 0,
    submitted_at: 1_704_625_200.123,
    created_at: 1_704_625_200.123,
    started_at: null,
    completed_at: null,
    error: null,
  }
  expect(await get(`/jobs/${id}`)).toEqual([200, queued])

  server.useCases.change(id, { state: 'processing', donePages: 1, startedAt: 1_704_625_205_456 })
  expect(await get(`/jobs/${id}`)).toEqual([
    200,
    { ...queued, status: 'processing', progress: 33.3, processed_pages: 1, started_at: 1_704_625_205.456 },
  ])
})

test.each([
  ['scheduled', 'queued', 'pending'],
  ['queued', 'queued', 'pending'],
  ['paused', 'queued', 'pending'],
  ['processing', 'processing', 'processing'],
  ['completed', 'completed', 'completed'],
  ['failed', 'failed', 'failed'],
  ['cancelled', 'cancelled', 'failed'],
] as const)('%s is called %s, or %s when the job came through /submit', async (state, word, wordForD) => {
  const { job_id: id } = await create()

  server.useCases.change(id, { state })
  expect((await get(`/jobs/${id}`))[1].status).toBe(word)
  server.useCases.change(id, { state, origin: 'dialect-d' })
  expect((await get(`/jobs/${id}`))[1].status).toBe(wordForD)
})

test('a failed job tells why in one sentence', async () => {
  const { job_id: id } = await create()
  server.useCases.change(id, {
    state: 'failed',
    problem: { code: 'no-page-readable', detail: '3 of 3 pages.' },
  })

  expect((await get(`/jobs/${id}`))[1].error).toBe(
    'No page of the job could be read. Look at the reasons of its pages. 3 of 3 pages.',
  )
})

test('a completed job is downloaded as result.md, with its metadata', async () => {
  const { job_id: id } = await create()
  server.useCases.change(id, { state: 'completed' })

  const reply = await server.call(`/jobs/${id}/download`)
  expect(reply.status).toBe(200)
  expect(reply.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(reply.headers.get('content-disposition')).toBe('attachment; filename="result.md"')
  expect(await reply.text()).toBe('# Title\n\nÄ line of text.\n')
  expect(await get(`/jobs/${id}/metadata`)).toEqual([
    200,
    {
      filename: 'letter.pdf',
      total_pages: 3,
      processed_at: '2026-01-07T12:35:45',
      processing_time_seconds: 750.2,
      prompt_used: '<image>Convert to markdown',
    },
  ])
})

test('what is not ready is 400 and what is unknown is 404, both with a detail', async () => {
  const { job_id: id } = await create()
  const notReady = { detail: 'Job is not completed. Current status: queued' }
  const unknown = { detail: 'Job not found' }

  expect(await get(`/jobs/${id}/download`)).toEqual([400, notReady])
  expect(await get(`/jobs/${id}/metadata`)).toEqual([400, notReady])
  for (const path of [
    '/jobs/nope',
    '/jobs/a_20260107_123456_ffffffff',
    '/jobs/nope/download',
    '/jobs/nope/metadata',
  ])
    expect(await get(path)).toEqual([404, unknown])
  const deleted = await server.call('/jobs/nope', { method: 'DELETE' })
  expect([deleted.status, await deleted.json()]).toEqual([404, unknown])
})

test('deleting cancels, twice too; a job that is done stays done', async () => {
  const cancel = async (id: string) => (await server.call(`/jobs/${id}`, { method: 'DELETE' })).json()
  const { job_id: running } = await create()
  const { job_id: done } = await create()
  server.useCases.change(done, { state: 'completed' })

  expect(await cancel(running)).toEqual({ success: true, message: 'Job cancelled' })
  expect(await cancel(running)).toEqual({ success: true, message: 'Job cancelled' })
  expect(await cancel(done)).toEqual({ success: false, message: 'Job is already completed' })
  expect(await get(`/jobs/${done}`)).toMatchObject([200, { status: 'completed' }])
})

test('the list shows every job whatever its door, newest first, as many as asked for', async () => {
  await create(formOf({}, 'first.pdf'))
  await server.send('/api/v1/jobs', formOf({}, 'second.pdf'))
  await create(formOf({}, 'third.pdf'))
  const names = async (query: string) =>
    (await get(`/jobs${query}`))[1].jobs.map((job: { filename: string }) => job.filename)

  expect(await names('')).toEqual(['third.pdf', 'second.pdf', 'first.pdf'])
  expect(await names('?limit=2')).toEqual(['third.pdf', 'second.pdf'])
  expect(await names('?limit=100000')).toHaveLength(3)
  expect(await names('?limit=0')).toEqual([])
  expect(await get('/jobs?limit=-1')).toMatchObject([422, { detail: [{ loc: ['query', 'limit'] }] }])
})

test('a request without a file gets the list that FastAPI sends', async () => {
  const missing = { detail: [{ type: 'missing', loc: ['body', 'file'], msg: 'Field required', input: null }] }
  const form = new FormData()
  form.append('prompt', 'x')
  const json = await server.call('/jobs/create', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const empty = await server.call('/jobs/create', { method: 'POST' })

  for (const reply of [await server.send('/jobs/create', form), json, empty])
    expect([reply.status, await reply.json()]).toEqual([422, missing])
})

test('a refused file and a missing key answer in the same shape', async () => {
  server.useCases.failNextSubmit(new Error('secret'))
  const failed = await server.send('/jobs/create', formOf())
  const keyless = await fetch(`${server.url}/jobs`)

  expect([failed.status, Object.keys(await failed.json())]).toEqual([500, ['detail']])
  expect([keyless.status, Object.keys(await keyless.json())]).toEqual([401, ['detail']])
})

test('the legacy call waits for the job and answers with the Markdown', async () => {
  const pending = server.send('/ocr/pdf', formOf())
  await expect.poll(() => server.useCases.submitted.length).toBe(1)
  const [, list] = await get('/jobs')
  server.useCases.change(list.jobs[0].job_id, { state: 'completed' })

  const reply = await pending
  expect([reply.status, await reply.json()]).toEqual([200, { results: '# Title\n\nÄ line of text.\n' }])
})

test('health tells what both dialects read', async () => {
  await create()

  expect(await get('/health')).toMatchObject([
    200,
    { status: 'ok', version: '1.2.3', active_jobs: 0, queued_jobs: 1, config: { max_job_count: 1000 } },
  ])
})
