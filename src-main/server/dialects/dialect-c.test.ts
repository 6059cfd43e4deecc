import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Page, Region } from '../../../src-shared/contract/page.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { formOf, openTestServer, type TestServer } from '../testing/open-test-server.ts'

const CREATED = 1_704_625_200_123
const MINUTE_MS = 60_000

let now = CREATED
let server: TestServer
beforeEach(async () => {
  now = CREATED
  server = await openTestServer({ now: () => now, times: { heartbeatMs: 10 } })
})
afterEach(() => server.close())

const submit = async (query = '') =>
  (await (await server.send(`/ocr/submit${query}`, formOf())).json()).job_id
const get = async (path: string) => {
  const reply = await server.call(path)
  return [reply.status, await reply.json()]
}

const region = (category: Region['category'], text: string, level?: number): Region => ({
  category,
  text,
  lines: [],
  box: { left: 50, top: 100, right: 250, bottom: 125 },
  ...(level === undefined ? {} : { level }),
})

/** Lets page 2 fail and the others hold these regions at 100 dpi. */
function readPages(regions: Region[]): void {
  const { readPage, annotatedPage } = server.useCases
  Object.assign(server.useCases, {
    annotatedPage: async (jobId: string, number: number, dpi: number) => {
      if (number === 2) throw new ProblemError('page-timeout')
      return annotatedPage(jobId, number, dpi)
    },
    readPage: async (jobId: string, number: number): Promise<Page> => {
      if (number === 2) throw new ProblemError('page-timeout')
      return { ...(await readPage(jobId, number)), dpi: 100, regions }
    },
  })
}

const FAILED_PAGE = {
  status: 'error',
  error: 'Reading this page took too long and was stopped. Try it again in the fast mode.',
}

test('a submit answers with every documented field and says who reads', async () => {
  const reply = await server.send('/ocr/submit?dpi=300&model=lightonocr', formOf())
  const body = await reply.json()

  expect([reply.status, body]).toEqual([
    200,
    {
      success: true,
      job_id: expect.stringMatching(/^letter\.pdf_\d{8}_\d{6}_[0-9a-f]{8}$/),
      filename: 'letter.pdf',
      total_pages: 3,
      model: 'lightonocr',
      dpi: 300,
      message: `Job submitted successfully. Use /ocr/status/${body.job_id} to check status or /ocr/stream/${body.job_id} for real-time updates.`,
      submitted_at: '2024-01-07T11:00:00.123Z',
    },
  ])
  expect(reply.headers.get('warning')).toMatch(/^299 pageloom ".*lightonocr.*embedded engine paddle.*"$/)
  expect(server.useCases.submitted[0]).toMatchObject({ origin: 'dialect-c', options: { dpi: 300 } })
})

test('without parameters it is dotsocr at 200 dpi', async () => {
  expect(await (await server.send('/ocr/submit', formOf())).json()).toMatchObject({
    model: 'dotsocr',
    dpi: 200,
  })
})

test.each(['71', '601', '200.5', 'fine'])('dpi=%s is refused', async dpi => {
  for (const path of ['/ocr/submit', '/ocr']) {
    const reply = await server.send(`${path}?dpi=${dpi}`, formOf())
    expect([reply.status, await reply.json()]).toMatchObject([422, { detail: [{ loc: ['query', 'dpi'] }] }])
  }
  expect(server.useCases.submitted).toEqual([])
})

test('an unknown model is refused with the models that there are', async () => {
  for (const path of ['/ocr/submit', '/ocr']) {
    const reply = await server.send(`${path}?model=xyz`, formOf())
    expect([reply.status, await reply.json()]).toEqual([
      400,
      { detail: "Unsupported model 'xyz'. Available models: dotsocr, lightonocr" },
    ])
  }
})

test('a server told to refuse models that it has not answers 503', async () => {
  const reply = await server.useCases.readSettings()
  Object.assign(reply.settings, { missingModel: '503' })
  const refused = await server.send('/ocr/submit', formOf())

  expect([refused.status, await refused.json()]).toEqual([
    503,
    { detail: 'OCR backend not available. Deploy with: modal deploy visor_multi_ocr.py' },
  ])
})

test('a submit without a file is refused with a list', async () => {
  const reply = await server.send('/ocr/submit', new FormData())

  expect([reply.status, await reply.json()]).toMatchObject([
    422,
    { detail: [{ type: 'missing', loc: ['body', 'file'] }] },
  ])
})

test.each([
  ['scheduled', 'pending', 'Job is queued'],
  ['queued', 'pending', 'Job is queued'],
  ['paused', 'pending', 'Job is queued'],
  ['processing', 'running', 'Job is currently being processed'],
  ['completed', 'completed', 'Job completed successfully'],
  ['failed', 'failed', 'The document has no pages.'],
  ['cancelled', 'failed', 'Cancelled'],
] as const)('%s is called %s', async (state, status, message) => {
  const id = await submit()
  server.useCases.change(id, { state, problem: { code: 'no-pages', detail: '' } })

  const error = status === 'failed' ? message : null
  expect(await get(`/ocr/status/${id}`)).toEqual([
    200,
    { job_id: id, status, progress: null, message, error },
  ])
})

test('the result has boxes at the resolution of the job, a failed page says why', async () => {
  readPages([region('title', 'Document Title', 1), region('title', 'Part', 2), region('table', 'a\tb')])
  const id = await submit('?dpi=200')
  server.useCases.change(id, { state: 'completed', finishedAt: CREATED + 5 * MINUTE_MS })
  const page = {
    status: 'success',
    data: [
      { bbox: [100, 200, 500, 250], category: 'Title', text: 'Document Title' },
      { bbox: [100, 200, 500, 250], category: 'Section-header', text: 'Part' },
      { bbox: [100, 200, 500, 250], category: 'Table', text: 'a\tb' },
    ],
  }

  const picture = Buffer.from('0123456789'.repeat(100)).toString('base64')
  for (const [query, pictures] of [
    ['', []],
    ['?annotate=false', []],
    ['?annotate=true', [picture, null, picture]],
  ] as const) {
    const reply = await server.call(`/ocr/result/${id}${query}`)
    expect([reply.status, await reply.json()]).toEqual([
      200,
      {
        success: true,
        job_id: id,
        status: 'completed',
        filename: 'letter.pdf',
        total_pages: 3,
        dpi: 200,
        model: 'dotsocr',
        results: { page_0: page, page_1: { ...FAILED_PAGE, data: [] }, page_2: page },
        annotated_images: pictures,
        metadata: { filename: 'letter.pdf', dpi: 200, engine: 'paddle' },
        message: 'Job completed successfully',
        completed_at: '2024-01-07T11:05:00.123Z',
      },
    ])
    expect(reply.headers.get('warning')).toContain('embedded engine paddle')
  }
})

test('lightonocr gives Markdown, other doors give dotsocr at 200 dpi', async () => {
  readPages([region('title', 'Document Title', 1)])
  const id = await submit('?model=lightonocr')
  const { job_id: other } = await (await server.send('/jobs/create', formOf())).json()
  for (const jobId of [id, other]) server.useCases.change(jobId, { state: 'completed' })

  expect((await get(`/ocr/result/${id}`))[1]).toMatchObject({
    model: 'lightonocr',
    results: {
      page_0: { status: 'success', data: '# Document Title' },
      page_1: { ...FAILED_PAGE, data: '' },
    },
  })
  expect((await get(`/ocr/result/${other}`))[1]).toMatchObject({
    model: 'dotsocr',
    dpi: 200,
    results: { page_0: { data: [{ bbox: [100, 200, 500, 250] }] } },
  })
})

test('a result that is not ready is 202, a failed job 500', async () => {
  const id = await submit()
  const waiting = {
    success: false,
    job_id: id,
    status: 'pending',
    message: 'Job is still being processed. Please try again later.',
  }
  expect(await get(`/ocr/result/${id}`)).toEqual([202, waiting])
  server.useCases.change(id, { state: 'processing' })
  expect(await get(`/ocr/result/${id}`)).toEqual([202, { ...waiting, status: 'running' }])

  server.useCases.change(id, { state: 'cancelled' })
  expect(await get(`/ocr/result/${id}`)).toEqual([
    500,
    {
      success: false,
      job_id: id,
      status: 'failed',
      message: 'Cancelled',
      error: 'Cancelled',
      detail: 'Cancelled',
    },
  ])
})

test('an unknown job is 404; one older than jobs are kept has expired', async () => {
  now = Date.parse('2026-01-14T12:34:56Z')
  const expired = 'a_20260107_123455_ffffffff'
  const unknown = 'a_20260107_123457_ffffffff'

  for (const door of ['status', 'result', 'stream']) {
    const message = 'Job results have expired (>7 days old)'
    expect(await get(`/ocr/${door}/${expired}`)).toEqual([
      404,
      { success: false, job_id: expired, status: 'expired', message, detail: message },
    ])
    for (const id of [unknown, 'fc-01JCFZ8X'])
      expect(await get(`/ocr/${door}/${id}`)).toMatchObject([
        404,
        { success: false, job_id: id, status: 'not_found', message: 'Job not found' },
      ])
  }
})

test('a job that retention removed before its age has expired too; one that was deleted has not', async () => {
  now = CREATED
  const removed = await submit()
  const deleted = await submit()
  server.useCases.expire(removed)
  await server.useCases.deleteJob(deleted)

  for (const door of ['status', 'result', 'stream']) {
    const message = 'Job results have expired (removed to make room)'
    expect(await get(`/ocr/${door}/${removed}`)).toEqual([
      404,
      { success: false, job_id: removed, status: 'expired', message, detail: message },
    ])
    // The fake's ids are of a later date than its clock.
    expect(await get(`/ocr/${door}/${deleted}`)).toMatchObject([404, { status: 'not_found' }])
  }
})

interface Told {
  readonly event: string
  readonly data: Record<string, unknown>
}

/** Follows a stream to its end and tells each event as it comes. */
async function follow(id: string, tell: (told: Told) => void = () => undefined): Promise<Told[]> {
  const reply = await server.call(`/ocr/stream/${id}`)
  expect(reply.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const all: Told[] = []
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of reply.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const lines of events) {
      const [, event = '', data = ''] = /^(?:id: \w+\n)?event: (\w+)\ndata: (.*)$/.exec(lines) ?? []
      const told = { event, data: JSON.parse(data) }
      all.push(told)
      tell(told)
    }
  }
  return all
}

/** The stream without its repetitions. */
const words = (all: readonly Told[]): string[] =>
  all
    .map(({ event, data }) => (event === 'status' ? `${event} ${data.status}` : event))
    .filter((word, index, list) => word !== list[index - 1])

test('the stream tells pending, running and completed, then the result, then closes', async () => {
  readPages([region('text', 'Hello')])
  const id = await submit()
  now += 15_900
  const all = await follow(id, ({ event, data }) => {
    if (event !== 'status') return
    if (data.status === 'pending') server.useCases.change(id, { state: 'processing' })
    else if (data.status === 'running') server.useCases.change(id, { state: 'completed', finishedAt: now })
  })

  expect(words(all)).toEqual(['status pending', 'status running', 'status completed', 'result', 'close'])
  expect(all[0]?.data).toEqual({ status: 'pending', job_id: id, elapsed: 15 })
  expect(all.at(-2)?.data).toEqual({
    job_id: id,
    status: 'completed',
    total_pages: 3,
    model: 'dotsocr',
    results: {
      page_0: { status: 'success', data: [{ bbox: [100, 200, 500, 250], category: 'Text', text: 'Hello' }] },
      page_1: { ...FAILED_PAGE, data: [] },
      page_2: { status: 'success', data: [{ bbox: [100, 200, 500, 250], category: 'Text', text: 'Hello' }] },
    },
    metadata: { filename: 'letter.pdf', dpi: 200, engine: 'paddle' },
  })
  expect(all.at(-1)?.data).toEqual({ message: 'Stream complete' })
})

test('the stream comes without chunks, every event on lines of its own, as clients need that read the bare socket', async () => {
  readPages([region('text', 'one\u2028two\u2029three\u0085four')])
  const id = await submit()
  server.useCases.change(id, { state: 'completed' })
  const reply = await server.call(`/ocr/stream/${id}`)

  expect(reply.headers.get('transfer-encoding')).toBeNull()
  const text = await reply.text()
  expect(text).not.toMatch(/[\u0085\u2028\u2029]/)
  const [, data = ''] = /event: result\ndata: (.*)/.exec(text) ?? []
  expect(JSON.parse(data).results.page_0.data[0].text).toBe('one\u2028two\u2029three\u0085four')
})

test('a job that fails, or is deleted while it is followed, ends the stream with an error', async () => {
  const failed = await submit()
  server.useCases.change(failed, { state: 'cancelled' })
  expect(await follow(failed)).toEqual([
    { event: 'error', data: { status: 'error', job_id: failed, error: 'Cancelled' } },
    { event: 'close', data: { message: 'Stream complete' } },
  ])

  const deleted = await submit()
  const all = await follow(deleted, ({ event }) => {
    if (event === 'status') server.useCases.deleteJob(deleted).catch(() => undefined)
  })
  expect(words(all)).toEqual(['status pending', 'error', 'close'])
})

test('who comes back is told where the job stands now, and no more once all was told', async () => {
  const id = await submit()
  const again = (lastEventId: string) =>
    server.call(`/ocr/stream/${id}`, { headers: { 'last-event-id': lastEventId } })
  server.useCases.change(id, { state: 'completed' })

  const text = await (await again('7')).text()
  expect(text).toMatch(/^event: status\n.*\n\nevent: result\n.*\n\nid: end\nevent: close\n.*\n\n$/)
  const told = await again('end')
  expect([told.status, await told.text()]).toEqual([204, ''])

  server.useCases.change(id, { state: 'processing' })
  const anew = await again('end')
  expect(anew.status).toBe(200)
  await anew.body?.cancel()
})

test('after ten minutes the stream says so and closes; the job goes on', async () => {
  const id = await submit()
  server.useCases.change(id, { state: 'processing' })
  let statuses = 0
  const all = await follow(id, ({ event }) => {
    if (event !== 'status') return
    statuses += 1
    if (statuses === 2) now += 10 * MINUTE_MS - 1
    if (statuses === 4) now += 1
  })

  expect(statuses).toBeGreaterThan(4)
  expect(words(all)).toEqual(['status running', 'timeout', 'close'])
  expect(all.at(-2)?.data).toEqual({
    status: 'timeout',
    job_id: id,
    message: 'Job still running after 10 minutes',
  })
  expect((await get(`/ocr/status/${id}`))[1].status).toBe('running')
})

test('the legacy call waits, answers the result and says that it is deprecated', async () => {
  const pending = server.send('/ocr?model=lightonocr&dpi=150', formOf())
  await expect.poll(() => server.useCases.submitted.length).toBe(1)
  const [, { jobs }] = await get('/jobs')
  server.useCases.change(jobs[0].job_id, { state: 'completed' })

  const reply = await pending
  expect(reply.headers.get('deprecation')).toBe('@1762387200')
  expect(reply.headers.get('link')).toBe('</ocr/submit>; rel="successor-version"')
  expect([reply.status, await reply.json()]).toMatchObject([
    200,
    { success: true, status: 'completed', model: 'lightonocr', dpi: 150, results: { page_0: { data: '' } } },
  ])
})
