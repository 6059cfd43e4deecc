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

test('annotate takes what Python takes for true and false, and nothing else', async () => {
  const id = await submit()
  server.useCases.change(id, { state: 'completed' })
  const imageCount = async (word: string) =>
    (await get(`/ocr/result/${id}?annotate=${word}`))[1].annotated_images.length

  for (const word of ['true', 'True', '1', 'yes', 'on', 't', 'Y'])
    expect([word, await imageCount(word)]).toEqual([word, 3])
  for (const word of ['false', 'False', '0', 'no', 'off', 'F', 'n'])
    expect([word, await imageCount(word)]).toEqual([word, 0])
  const refusal = [
    422,
    {
      detail: [
        {
          type: 'bool_parsing',
          loc: ['query', 'annotate'],
          msg: 'Input should be a valid boolean, unable to interpret input',
          input: 'maybe',
        },
      ],
    },
  ]
  expect(await get(`/ocr/result/${id}?annotate=maybe`)).toEqual(refusal)
  const legacy = await server.send('/ocr?annotate=maybe', formOf())
  expect([legacy.status, await legacy.json()]).toEqual(refusal)
  expect(server.useCases.submitted).toHaveLength(1)
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
  readPages([
    region('title', 'Document Title', 1),
    region('title', 'Part', 2),
    region('table', 'a\tb < c\n1\t2'),
    region('table', 'one\ntwo'),
    region('page-number', '7'),
    { ...region('page-number', '7'), box: { left: 0, top: 0, right: 10, bottom: 5 } },
  ])
  const id = await submit('?dpi=200')
  server.useCases.change(id, { state: 'completed', finishedAt: CREATED + 5 * MINUTE_MS })
  const page = {
    status: 'success',
    data: [
      { bbox: [100, 200, 500, 250], category: 'Title', text: 'Document Title' },
      { bbox: [100, 200, 500, 250], category: 'Section-header', text: 'Part' },
      {
        bbox: [100, 200, 500, 250],
        category: 'Table',
        text: '<table>\n<tr><th>a</th><th>b &lt; c</th></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>',
      },
      { bbox: [100, 200, 500, 250], category: 'Table', text: 'one\ntwo' },
      { bbox: [100, 200, 500, 250], category: 'Page-footer', text: '7' },
      { bbox: [0, 0, 20, 10], category: 'Page-header', text: '7' },
    ],
  }

  const picture = (number: number) => Buffer.from(`page ${number} at 200 dpi`).toString('base64')
  for (const [query, pictures] of [
    ['', []],
    ['?annotate=false', []],
    ['?annotate=true', [picture(1), null, picture(3)]],
    ['?annotate=True', [picture(1), null, picture(3)]],
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
