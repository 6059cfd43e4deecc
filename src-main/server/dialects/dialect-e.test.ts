import { afterEach, beforeEach, expect, test } from 'vitest'
import { formOf, openTestServer, type TestServer } from '../testing/open-test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await openTestServer()
})
afterEach(() => server.close())

const submit = async (fields: Record<string, string> = {}) =>
  (await server.send('/v1/process/async', formOf(fields))).json()
const get = async (path: string) => {
  const reply = await server.call(path)
  return [reply.status, await reply.json()]
}

test('a submit is accepted with the addresses of status and result', async () => {
  const reply = await server.send(
    '/v1/process/async',
    formOf({ accuracy_mode: 'accurate', output_format: 'markdown' }),
  )
  const body = await reply.json()

  expect([reply.status, body]).toEqual([
    202,
    {
      job_id: expect.stringMatching(/^letter\.pdf_\d{8}_\d{6}_[0-9a-f]{8}$/),
      status: 'queued',
      message: 'Job submitted successfully',
      status_url: `/v1/jobs/${body.job_id}/status`,
      result_url: `/v1/jobs/${body.job_id}/result`,
    },
  ])
  expect(server.useCases.submitted[0]).toMatchObject({ origin: 'dialect-e', options: { mode: 'accurate' } })
})

test('without a mode the server decides', async () => {
  await submit({ accuracy_mode: '' })

  expect(server.useCases.submitted[0]?.options).not.toHaveProperty('mode')
})

test.each([
  ['accuracy_mode', 'best', "Input should be 'fast', 'balanced', or 'accurate'"],
  ['output_format', 'docx', "Input should be 'markdown', 'json', 'html', or 'text'"],
])('%s=%s is refused with the values that are allowed', async (field, input, msg) => {
  for (const path of ['/v1/process/async', '/v1/process/sync']) {
    const reply = await server.send(path, formOf({ [field]: input }))
    expect([reply.status, await reply.json()]).toEqual([
      422,
      { detail: [{ type: 'enum', loc: ['body', field], msg, input }] },
    ])
  }
  expect(server.useCases.submitted).toEqual([])
  expect(server.useCases.staged.size).toBe(0)
})

test('a submit without a file is refused with a list', async () => {
  const reply = await server.send('/v1/process/async', new FormData())

  expect([reply.status, await reply.json()]).toEqual([
    422,
    { detail: [{ type: 'missing', loc: ['body', 'file'], msg: 'Field required', input: null }] },
  ])
})

test('the status has every documented field, times without zone or fraction', async () => {
  const { job_id: id } = await submit()
  const queued = {
    job_id: id,
    status: 'queued',
    filename: 'letter.pdf',
    progress: { current_page: 0, total_pages: 3, deepseek_pages: 0, nanonets_pages: 0, pageloom_pages: 0 },
    created_at: '2024-01-07T11:00:00',
    started_at: null,
    completed_at: null,
    error: null,
  }
  expect(await get(`/v1/jobs/${id}/status`)).toEqual([200, queued])

  server.useCases.change(id, {
    state: 'processing',
    donePages: 2,
    failedPages: 1,
    startedAt: 1_704_625_205_456,
  })
  expect(await get(`/v1/jobs/${id}/status`)).toEqual([
    200,
    {
      ...queued,
      status: 'processing',
      progress: { ...queued.progress, current_page: 2, pageloom_pages: 1 },
      started_at: '2024-01-07T11:00:05',
    },
  ])
})

test.each([
  ['scheduled', 'queued', null],
  ['queued', 'queued', null],
  ['paused', 'queued', null],
  ['processing', 'processing', null],
  ['completed', 'completed', null],
  ['failed', 'failed', 'The document has no pages.'],
  ['cancelled', 'failed', 'Cancelled'],
] as const)('%s is called %s', async (state, status, error) => {
  const { job_id: id } = await submit()
  server.useCases.change(id, { state, problem: { code: 'no-pages', detail: '' } })

  expect((await get(`/v1/jobs/${id}/status`))[1]).toMatchObject({ status, error })
})

test('the result stands under the name of its format', async () => {
  for (const [format, result] of [
    ['markdown', '# Title\n\nÄ line of text.\n'],
    ['text', '# Title\n\nÄ line of text.\n'],
    ['html', '# Title\n\nÄ line of text.\n'],
    ['json', { pages: [] }],
  ] as const) {
    const { job_id: id } = await submit({ output_format: format })
    server.useCases.change(id, { state: 'completed' })

    const reply = await server.call(`/v1/jobs/${id}/result`)
    expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect([reply.status, await reply.json()]).toEqual([200, { [format]: result, filename: 'letter.pdf' }])
  }
})

test('a job of another door gives Markdown', async () => {
  const { job_id: id } = await (await server.send('/jobs/create', formOf())).json()
  server.useCases.change(id, { state: 'completed' })

  expect((await get(`/v1/jobs/${id}/result`))[1]).toHaveProperty('markdown')
})

test('what is not ready is 409 and what is unknown is 404', async () => {
  const { job_id: id } = await submit()
  expect(await get(`/v1/jobs/${id}/result`)).toEqual([
    409,
    { detail: 'Job is not completed. Current status: queued' },
  ])
  server.useCases.change(id, { state: 'cancelled' })
  expect(await get(`/v1/jobs/${id}/result`)).toEqual([
    409,
    { detail: 'Job is not completed. Current status: failed. Cancelled' },
  ])

  const unknown = [404, { detail: 'Job not found' }]
  expect(await get('/v1/jobs/550e8400-e29b-41d4-a716-446655440000/status')).toEqual(unknown)
  expect(await get('/v1/jobs/a_20260107_123456_ffffffff/result')).toEqual(unknown)
})

test('the list shows jobs of every door, newest first, as many as asked for', async () => {
  await server.send('/jobs/create', formOf({}, 'first.pdf'))
  await server.send('/v1/process/async', formOf({}, 'second.pdf'))
  const names = async (query: string) =>
    (await get(`/v1/jobs${query}`))[1].jobs.map((job: { filename: string }) => job.filename)

  expect(await names('')).toEqual(['second.pdf', 'first.pdf'])
  expect(await names('?limit=1')).toEqual(['second.pdf'])
  expect(await names('?limit=100000')).toHaveLength(2)
  expect(await get('/v1/jobs?limit=0')).toMatchObject([422, { detail: [{ loc: ['query', 'limit'] }] }])
})

test('the blocking call waits and answers with the result', async () => {
  const pending = server.send('/v1/process/sync', formOf())
  await expect.poll(() => server.useCases.submitted.length).toBe(1)
  const [, { jobs }] = await get('/v1/jobs')
  server.useCases.change(jobs[0].job_id, { state: 'completed' })

  const reply = await pending
  expect([reply.status, await reply.json()]).toEqual([
    200,
    { markdown: '# Title\n\nÄ line of text.\n', filename: 'letter.pdf' },
  ])
})

test('the blocking call tells why there is no result', async () => {
  const pending = server.send('/v1/process/sync', formOf())
  await expect.poll(() => server.useCases.submitted.length).toBe(1)
  const [, { jobs }] = await get('/v1/jobs')
  server.useCases.change(jobs[0].job_id, { state: 'cancelled' })

  const reply = await pending
  expect([reply.status, await reply.json()]).toEqual([500, { detail: 'Cancelled' }])
})
