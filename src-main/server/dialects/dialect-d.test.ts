import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Document, Job } from '../../../src-shared/contract/job.ts'
import { pageOf, regionOf } from '../../core/export/page-fixture.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { formOf, openTestServer, TEST_KEY, type TestServer } from '../testing/open-test-server.ts'
import { rawRequest, rawStatus } from '../testing/raw-request.ts'

let server: TestServer
beforeEach(async () => {
  server = await openTestServer()
  readsPages()
})
afterEach(() => server.close())

function filesOf(names: readonly string[], fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData()
  for (const name of names) form.append('files', new Blob([`%PDF-1.7 ${name}`]), name)
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  return form
}

const submit = async (names: readonly string[] = ['letter.pdf'], fields: Record<string, string> = {}) =>
  (await (await server.send('/submit', filesOf(names, fields))).json()).job_id
const get = async (path: string) => {
  const reply = await server.call(path)
  return [reply.status, await reply.json()]
}

/** Three pages a document: page 2 is blank, page 4 has failed, the others tell their number. */
function readsPages(): void {
  const { listPages, findJob } = server.useCases
  Object.assign(server.useCases, {
    listPages: async (jobId: string) => {
      const pages = await listPages(jobId)
      const { documents } = await findJob(jobId)
      const read = documents.filter(({ problem }) => !problem).map(({ number }) => number)
      return pages.map((page, at) => {
        const documentNumber = read[Math.floor(at / 3)] ?? 1
        return { ...page, documentNumber, pageInDocument: (at % 3) + 1, durationMs: 10.5 }
      })
    },
    readPage: async (_: string, number: number) => {
      if (number === 4) throw new ProblemError('page-timeout')
      const regions = number === 2 ? [] : [regionOf('text', `Words of page ${number}`)]
      const documentNumber = Math.ceil(number / 3)
      return { ...pageOf(regions, number), documentNumber, pageInDocument: ((number - 1) % 3) + 1 }
    },
  })
}

const CREATED_SECONDS = 1_704_625_200.123
const completed: Partial<Job> = {
  state: 'completed',
  startedAt: 1_704_625_205_456,
  finishedAt: 1_704_625_206_690,
  donePages: 3,
}

test('a submit of several files is one pending job', async () => {
  const reply = await server.send('/submit', filesOf(['document.pdf', 'report.docx']))

  expect([reply.status, await reply.json()]).toEqual([
    200,
    {
      job_id: expect.stringMatching(/^document\.pdf_\d{8}_\d{6}_[0-9a-f]{8}$/),
      status: 'pending',
      message: 'Job submitted successfully with 2 file(s)',
    },
  ])
  expect(server.useCases.submitted).toMatchObject([
    {
      origin: 'dialect-d',
      badFiles: 'fail-alone',
      callback: null,
      files: [{ name: 'document.pdf' }, { name: 'report.docx' }],
    },
  ])
  expect(server.useCases.staged.size).toBe(0)
})

test('callback, task and metadata go with the job', async () => {
  const metadata = { source: 'inbox/letter.pdf', tags: ['a', null], deep: { n: 1.5 } }
  await submit(['letter.pdf'], {
    callback_url: 'https://there.example/done?x=1',
    task_id: 'task-7',
    metadata: JSON.stringify(metadata),
  })
  await submit(['letter.pdf'], { callback_url: 'https://there.example/' })
  await submit(['letter.pdf'], { callback_url: '', task_id: 'task-8', metadata: '' })

  expect(server.useCases.submitted).toMatchObject([
    {
      callback: { url: 'https://there.example/done?x=1', taskId: 'task-7' },
      options: { nodeMetadata: metadata },
    },
    { callback: { url: 'https://there.example/', taskId: null } },
    { callback: null },
  ])
  expect(server.useCases.submitted[2]?.options).toEqual({})
})

test('the status has every documented field, times in seconds', async () => {
  const id = await submit()
  const pending = {
    job_id: id,
    status: 'pending',
    submitted_at: CREATED_SECONDS,
    started_at: null,
    completed_at: null,
    error: null,
  }
  expect(await get(`/jobs/${id}`)).toEqual([200, expect.objectContaining(pending)])

  server.useCases.change(id, { state: 'processing', startedAt: 1_704_625_205_456 })
  expect(await get(`/jobs/${id}`)).toEqual([
    200,
    expect.objectContaining({ ...pending, status: 'processing', started_at: 1_704_625_205.456 }),
  ])
})

test.each([
  ['scheduled', 'pending', null],
  ['queued', 'pending', null],
  ['paused', 'pending', null],
  ['processing', 'processing', null],
  ['failed', 'failed', 'The document has no pages.'],
  ['cancelled', 'failed', 'Cancelled'],
] as const)('%s is called %s, at both addresses, and has no results', async (state, status, error) => {
  const id = await submit()
  server.useCases.change(id, { state, problem: { code: 'no-pages', detail: '' } })

  expect((await get(`/jobs/${id}`))[1]).toMatchObject({ status, error })
  expect(await get(`/jobs/${id}/results`)).toEqual([200, { job_id: id, status, results: null, error }])
})

test('a job of another door keeps its word at the shared address and has results here', async () => {
  const { job_id: id } = await (await server.send('/jobs/create', formOf())).json()

  expect((await get(`/jobs/${id}`))[1].status).toBe('queued')
  expect((await get(`/jobs/${id}/results`))[1].status).toBe('pending')
  server.useCases.change(id, completed)
  expect((await get(`/jobs/${id}/results`))[1].results).toMatchObject({ total_files: 1, total_nodes: 2 })
})

test('the results have an entry for each file and a node for each page with text', async () => {
  const id = await submit(['document.pdf', 'scan.png'], { metadata: '{"owner":"me"}' })
  server.useCases.change(id, completed)

  const [status, body] = await get(`/jobs/${id}/results`)

  expect([status, { ...body, results: undefined }]).toEqual([
    200,
    { job_id: id, status: 'completed', results: undefined, error: null },
  ])
  const { results, ...figures } = body.results
  expect(figures).toEqual({
    total_files: 2,
    successful: 2,
    failed: 0,
    total_nodes: 4,
    total_processing_time_ms: 1234,
  })
  expect(results).toEqual([
    {
      filename: 'document.pdf',
      success: true,
      nodes: [expect.anything(), expect.anything()],
      error: null,
      num_nodes: 2,
      processing_time_ms: 31.5,
    },
    {
      filename: 'scan.png',
      success: true,
      nodes: [expect.anything(), expect.anything()],
      error: 'Page 1: Reading this page took too long and was stopped. Try it again in the fast mode.',
      num_nodes: 2,
      processing_time_ms: 31.5,
    },
  ])
  expect(results[0].nodes[1]).toMatchObject({
    text: 'Words of page 3',
    metadata: {
      page_number: 3,
      total_pages: 3,
      file_size: '%PDF-1.7 document.pdf'.length,
      file_type: 'pdf',
      total_length: 15,
      width: 360,
      height: 504,
      tables_md: '',
      tables_json: '[]',
      owner: 'me',
    },
  })
  expect(results[1].nodes[0]).toMatchObject({ text: 'Words of page 5', metadata: { page_number: 2 } })
})

test('a refused file stands among the results with its reason, the others are whole', async () => {
  const id = await submit(['good.pdf', 'song.mp3'])
  const { documents } = await server.useCases.findJob(id)
  const refused = {
    pagesInFile: 0,
    pageCount: 0,
    problem: { code: 'not-supported', detail: 'song.mp3' },
  } as const
  server.useCases.change(id, {
    ...completed,
    pageCount: 3,
    documents: documents.map(
      (document): Document => (document.number === 2 ? { ...document, ...refused } : document),
    ),
  })

  const [, body] = await get(`/jobs/${id}/results`)

  expect(body.results).toMatchObject({ total_files: 2, successful: 1, failed: 1, total_nodes: 2 })
  expect(body.results.results[0]).toMatchObject({ filename: 'good.pdf', success: true, num_nodes: 2 })
  expect(body.results.results[1]).toEqual({
    filename: 'song.mp3',
    success: false,
    nodes: [],
    error: expect.stringMatching(/^This kind of file is not supported\. .* song\.mp3$/),
    num_nodes: 0,
    processing_time_ms: 0,
  })
})

test.each(['completed', 'failed'] as const)(
  'the blocking call of a %s job answers the results alone',
  async state => {
    const pending = server.send('/parse', filesOf(['letter.pdf'], { metadata: 'ignored here' }))
    await expect.poll(() => server.useCases.submitted.length).toBe(1)
    const { jobs } = await server.useCases.listJobs({})
    server.useCases.change(jobs[0]?.id ?? '', { ...completed, state })

    const reply = await pending
    expect([reply.status, await reply.json()]).toEqual([
      200,
      {
        results: [expect.objectContaining({ filename: 'letter.pdf', num_nodes: 2 })],
        total_files: 1,
        successful: 1,
        failed: 0,
        total_nodes: 2,
        total_processing_time_ms: 1234,
      },
    ])
  },
)

test('a caller of the blocking call who hangs up leaves a job that goes on', async () => {
  const leaving = new AbortController()
  const pending = server.call('/parse', { method: 'POST', body: filesOf(['a.pdf']), signal: leaving.signal })
  await expect.poll(() => server.useCases.submitted.length).toBe(1)
  leaving.abort()
  await expect(pending).rejects.toThrow()

  const { jobs } = await server.useCases.listJobs({})
  expect(jobs).toMatchObject([{ name: 'a.pdf', state: 'queued', origin: 'dialect-d' }])
})

test('a job that is cancelled ends the blocking call with the reason', async () => {
  const pending = server.send('/parse', filesOf(['letter.pdf']))
  await expect.poll(() => server.useCases.submitted.length).toBe(1)
  const { jobs } = await server.useCases.listJobs({})
  await server.useCases.cancelJob(jobs[0]?.id ?? '')

  const reply = await pending
  expect([reply.status, await reply.json()]).toEqual([500, { detail: 'Cancelled' }])
})

test.each(['/submit', '/parse'])('%s refuses what is no form with files', async path => {
  const missing = [
    422,
    { detail: [{ type: 'missing', loc: ['body', 'files'], msg: 'Field required', input: null }] },
  ]
  const ask = async (init: RequestInit) => {
    const reply = await server.call(path, { method: 'POST', ...init })
    return [reply.status, await reply.json()]
  }

  expect(await ask({ body: new FormData() })).toEqual(missing)
  expect(await ask({ body: formOf() })).toEqual(missing)
  expect(await ask({})).toEqual(missing)
  expect(await ask({ body: '{}', headers: { 'content-type': 'application/json' } })).toEqual(missing)
  expect(server.useCases.submitted).toEqual([])
  expect(server.useCases.staged.size).toBe(0)
})

test('metadata that is no JSON object is refused and the files are dropped', async () => {
  const ask = async (metadata: string) => {
    const reply = await server.send('/submit', filesOf(['a.pdf'], { metadata }))
    return [reply.status, await reply.json()]
  }

  const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
  expect((await ask(nested(50)))[0]).toBe(200)
  expect(await ask(nested(51))).toMatchObject([
    422,
    { detail: [{ msg: expect.stringContaining('50 levels') }] },
  ])
  expect((await ask(nested(30_000)))[0]).toBe(422)
  expect(await ask('{not json')).toEqual([400, { detail: 'Invalid JSON in metadata field' }])
  expect(await ask('[1]')).toEqual([
    422,
    {
      detail: [
        { type: 'dict_type', loc: ['body', 'metadata'], msg: 'Input should be a JSON object', input: '[1]' },
      ],
    },
  ])
  expect(server.useCases.staged.size).toBe(0)
})

test.each([
  ['not-supported', 415, /PDF/],
  ['too-many-files', 400, /Send fewer/],
  ['damaged-file', 422, /damaged/],
  ['queue-full', 429, /waiting/],
  ['storage-full', 507, /disk/],
] as const)('%s is told as %i in FastAPI shape', async (code, status, words) => {
  server.useCases.failNextSubmit(new ProblemError(code, 'why'))

  const reply = await server.send('/submit', filesOf(['a.pdf']))
  expect([reply.status, await reply.json()]).toEqual([status, { detail: expect.stringMatching(words) }])
})

test('a file over the limit is 413, a broken form 400, too long a field 413', async () => {
  const large = new FormData()
  large.append('files', new Blob([new Uint8Array(5_000_001)]), 'large.pdf')
  const tooLarge = await server.send('/submit', large)
  expect([tooLarge.status, await tooLarge.json()]).toEqual([
    413,
    { detail: expect.stringContaining('larger') },
  ])

  const body = '--b\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF'
  const broken = await rawRequest(
    server.port,
    [
      'POST /submit HTTP/1.1',
      `Host: 127.0.0.1:${server.port}`,
      `X-API-Key: ${TEST_KEY}`,
      'Content-Type: multipart/form-data; boundary=b',
      `Content-Length: ${body.length}`,
      'Connection: close',
    ],
    body,
  )
  expect(rawStatus(broken)).toBe(400)
  expect(broken).toContain('{"detail":"The upload ended before')

  const longField = await server.send('/submit', filesOf(['a.pdf'], { task_id: 'x'.repeat(70_000) }))
  expect(longField.status).toBe(413)
  expect(server.useCases.staged.size).toBe(0)
})

test('an unknown job is 404 with its id', async () => {
  const id = '550e8400-e29b-41d4-a716-446655440000'
  expect(await get(`/jobs/${id}/results`)).toEqual([404, { detail: `Job ${id} not found` }])
  expect(await get('/jobs/a_20260107_123456_ffffffff/results')).toMatchObject([404, {}])
  expect((await get(`/jobs/${id}`))[0]).toBe(404)
})

test("health has what D's client prints", async () => {
  expect(await get('/health')).toEqual([
    200,
    {
      status: 'ok',
      version: '1.2.3',
      active_jobs: 0,
      queued_jobs: 0,
      config: expect.objectContaining({
        max_concurrent_requests: expect.any(Number),
        max_concurrent_files: 1,
        max_file_size_mb: 4096,
        page_chunks: true,
        do_ocr: true,
        do_table_structure: true,
      }),
    },
  ])
})
