import { afterEach, beforeEach, expect, test } from 'vitest'
import { formOf, openTestServer, type TestServer } from '../testing/open-test-server.ts'

const NOW = Date.parse('2026-01-20T00:00:00Z')
const DAY_MS = 86_400_000

let server: TestServer
beforeEach(async () => {
  server = await openTestServer({ now: () => NOW })
})
afterEach(() => server.close())

const upload = async (form = formOf()) => (await server.send('/api/upload', form)).json()
const call = async (path: string, method = 'GET') => {
  const reply = await server.call(path, { method })
  return [reply.status, await reply.json()]
}

test('an upload answers with id, status and pages at once', async () => {
  const reply = await server.send('/api/upload', formOf({ prompt: 'Read it' }))

  expect([reply.status, await reply.json()]).toEqual([
    200,
    {
      job_id: expect.stringMatching(/^letter\.pdf_\d{8}_\d{6}_[0-9a-f]{8}$/),
      status: 'pending',
      total_pages: 3,
    },
  ])
  expect(server.useCases.submitted[0]).toMatchObject({ origin: 'dialect-b', options: { prompt: 'Read it' } })
})

test('an upload without a file is refused with a list', async () => {
  const form = new FormData()
  form.append('prompt', 'x')
  const reply = await server.send('/api/upload', form)

  expect([reply.status, await reply.json()]).toEqual([
    422,
    { detail: [{ type: 'missing', loc: ['body', 'file'], msg: 'Field required', input: null }] },
  ])
})

test('a prompt that is too long is refused and its file is not kept', async () => {
  const reply = await server.send('/api/upload', formOf({ prompt: 'x'.repeat(20_000) }))

  expect(reply.status).toBe(422)
  expect(server.useCases.staged.size).toBe(0)
})

test('the status has its four fields and why a job failed', async () => {
  const { job_id: id } = await upload()
  const pending = { job_id: id, status: 'pending', progress: 0, pages_done: 0, total_pages: 3, error: null }
  expect(await call(`/api/jobs/${id}/status`)).toEqual([200, pending])

  server.useCases.change(id, { state: 'processing', donePages: 2 })
  expect(await call(`/api/jobs/${id}/status`)).toEqual([
    200,
    { ...pending, status: 'processing', progress: 66, pages_done: 2 },
  ])
})

test.each([
  ['scheduled', 'pending', null],
  ['queued', 'pending', null],
  ['paused', 'pending', null],
  ['processing', 'processing', null],
  ['completed', 'completed', null],
  ['failed', 'failed', 'The document has no pages.'],
  ['cancelled', 'failed', 'Cancelled'],
] as const)('%s is called %s', async (state, status, error) => {
  const { job_id: id } = await upload()
  server.useCases.change(id, { state, problem: { code: 'no-pages', detail: '' } })

  expect((await call(`/api/jobs/${id}/status`))[1]).toMatchObject({ status, error })
})

test('a listed job has every documented field, times in UTC with Z', async () => {
  const { job_id: id } = await upload()
  server.useCases.change(id, {
    state: 'completed',
    donePages: 3,
    startedAt: 1_704_625_205_456,
    finishedAt: 1_704_625_300_999,
  })

  expect(await call('/api/jobs')).toEqual([
    200,
    {
      jobs: [
        {
          job_id: id,
          filename: 'letter.pdf',
          status: 'completed',
          created_at: '2024-01-07T11:00:00Z',
          started_at: '2024-01-07T11:00:05Z',
          completed_at: '2024-01-07T11:01:40Z',
          total_pages: 3,
          processed_pages: 3,
          progress_percent: 100,
          prompt: '<image>Convert to markdown',
          result_file: 'result.md',
          error: null,
        },
      ],
      total: 1,
      next_cursor: null,
    },
  ])
})

test('the list comes in pages, by cursor or by offset, with jobs of every door', async () => {
  for (const name of ['1.pdf', '2.pdf', '3.pdf', '4.pdf']) await upload(formOf({}, name))
  await server.send('/jobs/create', formOf({}, '5.pdf'))
  const names = async (query: string) => {
    const [, page] = await call(`/api/jobs?${query}`)
    return [page.jobs.map((job: { filename: string }) => job.filename), page.total, page.next_cursor]
  }

  const [first, total, cursor] = await names('limit=2')
  expect([first, total]).toEqual([['5.pdf', '4.pdf'], 5])
  expect((await names(`limit=2&cursor=${cursor}`))[0]).toEqual(['3.pdf', '2.pdf'])
  expect((await names('limit=2&offset=4'))[0]).toEqual(['1.pdf'])
  expect(await names('limit=2&offset=9')).toEqual([[], 5, null])
  expect(await call('/api/jobs?limit=0')).toMatchObject([422, { detail: [{ loc: ['query', 'limit'] }] }])
})

test('the result is result.md; before it is ready and for unknown jobs there is a 404', async () => {
  const { job_id: id } = await upload()
  expect(await call(`/api/jobs/${id}/result`)).toEqual([
    404,
    { detail: 'Result not ready. Current status: pending' },
  ])

  server.useCases.change(id, { state: 'completed' })
  const reply = await server.call(`/api/jobs/${id}/result`)
  expect(reply.headers.get('content-disposition')).toBe('attachment; filename="result.md"')
  expect(await reply.text()).toBe('# Title\n\nÄ line of text.\n')

  const unknown = [404, { detail: 'Job not found' }]
  expect(await call('/api/jobs/nope/result')).toEqual(unknown)
  expect(await call('/api/jobs/a_20260107_123456_ffffffff/status')).toEqual(unknown)
  expect(await call('/api/jobs/nope', 'DELETE')).toEqual(unknown)
})

test('a deleted job is gone through every door', async () => {
  const { job_id: id } = await upload()
  server.useCases.change(id, { state: 'processing' })

  expect(await call(`/api/jobs/${id}`, 'DELETE')).toEqual([200, { deleted: true }])
  expect((await call(`/api/jobs/${id}/status`))[0]).toBe(404)
  expect((await call(`/jobs/${id}`))[0]).toBe(404)
})

test('the clean-up deletes finished jobs over an age and nothing else', async () => {
  const ids: string[] = []
  for (const name of ['old', 'cancelled', 'fresh', 'running'])
    ids.push((await upload(formOf({}, name))).job_id)
  const [old = '', cancelled = '', fresh = '', running = ''] = ids
  server.useCases.change(old, { state: 'completed', finishedAt: NOW - 8 * DAY_MS })
  server.useCases.change(cancelled, { state: 'cancelled', finishedAt: NOW - 8 * DAY_MS })
  server.useCases.change(fresh, { state: 'completed', finishedAt: NOW - 6 * DAY_MS })
  server.useCases.change(running, { state: 'processing' })

  expect(await call('/api/jobs?older_than=7', 'DELETE')).toEqual([200, { deleted: 2 }])
  const left = (await call('/api/jobs'))[1].jobs.map((job: { filename: string }) => job.filename)
  expect(left).toEqual(['running', 'fresh'])
  expect(await call('/api/jobs?older_than=24h', 'DELETE')).toEqual([200, { deleted: 1 }])
})

test.each(['older_than=', 'older_than=soon', 'older_than=-1', ''])(
  'a clean-up by %j is refused',
  async query => {
    const { job_id: id } = await upload()
    server.useCases.change(id, { state: 'completed', finishedAt: 0 })
    const [status, { detail }] = await call(`/api/jobs?${query}`, 'DELETE')

    expect([status, detail.length]).toEqual([422, 1])
    expect((await call('/api/jobs'))[1].total).toBe(1)
  },
)
