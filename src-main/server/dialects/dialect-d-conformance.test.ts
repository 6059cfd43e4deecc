import { expect } from 'vitest'
import { pageOf, regionOf } from '../../core/export/page-fixture.ts'
import { conformance } from '../testing/conformance.ts'

const STATUS = `{
  "job_id": "550e8400-e29b-41d4-a716-446655440000",
  "status": "processing",
  "submitted_at": 1699999999.123,
  "started_at": 1700000000.456,
  "completed_at": null,
  "error": null
}`
const processing = {
  state: 'processing',
  createdAt: 1_699_999_999_123,
  startedAt: 1_700_000_000_456,
  donePages: 3,
} as const
const completed = { ...processing, state: 'completed', finishedAt: 1_700_000_001_690 } as const

/** What dialect A's clients read at the same address. */
const OF_A = {
  filename: 'file1.pdf',
  progress: 50,
  total_pages: 6,
  processed_pages: 3,
  created_at: 1_699_999_999.123,
}

const fileOf = (filename: string, firstPage: number) => ({
  filename,
  success: true,
  nodes: [0, 1, 2].map(at =>
    expect.objectContaining({
      text: `Page ${firstPage + at}`,
      metadata: expect.objectContaining({
        page_number: at + 1,
        total_pages: 3,
        file_type: filename.slice(-3),
      }),
    }),
  ),
  error: null,
  num_nodes: 3,
  processing_time_ms: 0,
})

function formOfTwo(fields: Readonly<Record<string, string>> = {}, name = ''): FormData {
  const form = new FormData()
  for (const each of [name, 'file2.png']) form.append('files', new Blob(['bytes']), each)
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  return form
}

conformance('D', {
  submit: '/submit',
  fileName: 'file1.pdf',
  makeForm: formOfTwo,
  setUp: ({ useCases }) => {
    const { listPages } = useCases
    Object.assign(useCases, {
      listPages: async (jobId: string) =>
        (await listPages(jobId)).map(page => ({ ...page, pageInDocument: ((page.number - 1) % 3) + 1 })),
      readPage: async (_: string, number: number) => ({
        ...pageOf([regionOf('text', `Page ${number}`)], number),
        documentNumber: Math.ceil(number / 3),
        pageInDocument: ((number - 1) % 3) + 1,
      }),
    })
  },
  exchanges: [
    {
      title: 'Submit Job',
      request: 'POST /submit',
      status: 200,
      example: `{
        "job_id": "550e8400-e29b-41d4-a716-446655440000",
        "status": "pending",
        "message": "Job submitted successfully with 2 file(s)"
      }`,
      instead: { job_id: '{id}' },
    },
    {
      title: 'Submit Job, with everything that the package sends',
      request: 'POST /submit',
      form: { callback_url: 'https://there.example/', task_id: 'task-7', metadata: '{"source": "inbox"}' },
      status: 200,
      example: `{
        "job_id": "550e8400-e29b-41d4-a716-446655440000",
        "status": "pending",
        "message": "Job submitted successfully with 2 file(s)"
      }`,
      instead: { job_id: '{id}' },
    },
    {
      title: 'Check Job Status',
      job: processing,
      request: 'GET /jobs/{id}',
      status: 200,
      example: STATUS,
      instead: { job_id: '{id}' },
      also: OF_A,
    },
    {
      title: 'Check Job Status, pending: nothing has started',
      job: { ...processing, state: 'queued', startedAt: null, donePages: 0 },
      request: 'GET /jobs/{id}',
      status: 200,
      example: STATUS,
      instead: { job_id: '{id}', status: 'pending', started_at: null },
      also: { ...OF_A, progress: 0, processed_pages: 0 },
    },
    {
      title: 'Check Job Status, failed',
      job: { ...completed, state: 'failed', problem: { code: 'no-pages', detail: '' } },
      request: 'GET /jobs/{id}',
      status: 200,
      example: STATUS.replace('null,', '1700000001.69,').replace('null', '"why"'),
      instead: { job_id: '{id}', status: 'failed', error: 'The document has no pages.' },
      also: OF_A,
    },
    {
      title: 'Check Job Status, unknown',
      request: 'GET /jobs/550e8400-e29b-41d4-a716-446655440000',
      status: 404,
      example: '{ "detail": "Job not found" }',
    },
    {
      title: 'Get Job Results',
      job: completed,
      request: 'GET /jobs/{id}/results',
      status: 200,
      example: `{
        "job_id": "550e8400-e29b-41d4-a716-446655440000",
        "status": "completed",
        "results": {
          "results": [],
          "total_files": 2,
          "successful": 2,
          "failed": 0,
          "total_nodes": 150,
          "total_processing_time_ms": 1234.56
        },
        "error": null
      }`,
      instead: {
        job_id: '{id}',
        results: {
          results: [fileOf('file1.pdf', 1), fileOf('file2.png', 4)],
          total_files: 2,
          successful: 2,
          failed: 0,
          total_nodes: 6,
          total_processing_time_ms: 1234,
        },
      },
      headers: { 'content-type': 'application/json' },
    },
    {
      title: 'Get Job Results, not ready',
      job: processing,
      request: 'GET /jobs/{id}/results',
      status: 200,
      example: '{ "job_id": "abc-123", "status": "processing", "results": null, "error": null }',
      instead: { job_id: '{id}' },
    },
    {
      title: 'Get Job Results, failed',
      job: { ...completed, state: 'cancelled' },
      request: 'GET /jobs/{id}/results',
      status: 200,
      example: '{ "job_id": "abc-123", "status": "failed", "results": null, "error": "Cancelled" }',
      instead: { job_id: '{id}' },
    },
    {
      title: 'Get Job Results, unknown',
      request: 'GET /jobs/abc-123/results',
      status: 404,
      example: '{ "detail": "Job abc-123 not found" }',
    },
  ],
})
