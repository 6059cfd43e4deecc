import { conformance } from '../testing/conformance.ts'

const STATUS = `{
  "job_id": "550e8400-e29b-41d4-a716-446655440000",
  "status": "processing",
  "filename": "document.pdf",
  "progress": {
    "current_page": 50,
    "total_pages": 100,
    "deepseek_pages": 70,
    "nanonets_pages": 30
  },
  "created_at": "2025-11-16T14:30:00",
  "started_at": "2025-11-16T14:30:05"
}`
const processing = {
  state: 'processing',
  pageCount: 100,
  donePages: 50,
  createdAt: Date.parse('2025-11-16T14:30:00.900Z'),
  startedAt: Date.parse('2025-11-16T14:30:05Z'),
} as const
const HERE = {
  job_id: '{id}',
  // Neither model is there: the pages are Pageloom's own.
  progress: { current_page: 50, total_pages: 100, deepseek_pages: 0, nanonets_pages: 0, pageloom_pages: 50 },
}
const ALSO = { completed_at: null, error: null }

conformance('E', {
  submit: '/v1/process/async',
  fileName: 'document.pdf',
  exchanges: [
    {
      title: 'Submit job',
      request: 'POST /v1/process/async',
      form: { accuracy_mode: 'balanced', output_format: 'markdown' },
      status: 202,
      example: `{
        "job_id": "550e8400-e29b-41d4-a716-446655440000",
        "status": "queued",
        "message": "Job submitted successfully",
        "status_url": "/v1/jobs/550e8400-e29b-41d4-a716-446655440000/status",
        "result_url": "/v1/jobs/550e8400-e29b-41d4-a716-446655440000/result"
      }`,
      instead: {
        job_id: '{id}',
        status_url: '/v1/jobs/{id}/status',
        result_url: '/v1/jobs/{id}/result',
      },
    },
    {
      title: 'Check status',
      job: processing,
      request: 'GET /v1/jobs/{id}/status',
      status: 200,
      example: STATUS,
      instead: HERE,
      also: ALSO,
    },
    {
      title: 'Check status, queued: nothing has started',
      job: { ...processing, state: 'queued', donePages: 0, startedAt: null },
      request: 'GET /v1/jobs/{id}/status',
      status: 200,
      example: STATUS,
      instead: {
        ...HERE,
        status: 'queued',
        progress: { ...HERE.progress, current_page: 0, pageloom_pages: 0 },
        started_at: null,
      },
      also: ALSO,
    },
    {
      title: 'Check status, failed',
      job: {
        ...processing,
        state: 'failed',
        finishedAt: Date.parse('2025-11-16T14:31:00Z'),
        problem: { code: 'no-pages', detail: '' },
      },
      request: 'GET /v1/jobs/{id}/status',
      status: 200,
      example: STATUS,
      instead: { ...HERE, status: 'failed' },
      also: { completed_at: '2025-11-16T14:31:00', error: 'The document has no pages.' },
    },
    {
      title: 'Download result',
      job: { ...processing, state: 'completed' },
      request: 'GET /v1/jobs/{id}/result',
      status: 200,
      example: '{ "markdown": "# Document Content\\n\\n...", "filename": "document.pdf" }',
      instead: { markdown: '# Title\n\nÄ line of text.\n' },
      headers: { 'content-type': 'application/json; charset=utf-8' },
    },
    {
      title: 'Download result as text',
      job: { ...processing, state: 'completed' },
      form: { output_format: 'text' },
      request: 'GET /v1/jobs/{id}/result',
      status: 200,
      example: '{ "text": "…", "filename": "document.pdf" }',
      instead: { text: '# Title\n\nÄ line of text.\n' },
    },
    {
      title: 'Download result as HTML',
      job: { ...processing, state: 'completed' },
      form: { output_format: 'html' },
      request: 'GET /v1/jobs/{id}/result',
      status: 200,
      example: '{ "html": "…", "filename": "document.pdf" }',
      instead: { html: '# Title\n\nÄ line of text.\n' },
    },
    {
      title: 'Download result as JSON',
      job: { ...processing, state: 'completed' },
      form: { output_format: 'json' },
      request: 'GET /v1/jobs/{id}/result',
      status: 200,
      example: '{ "json": { "pages": [] }, "filename": "document.pdf" }',
    },
    {
      title: 'Download result, not ready',
      job: processing,
      request: 'GET /v1/jobs/{id}/result',
      status: 409,
      example: '{ "detail": "Job is not completed. Current status: processing" }',
    },
    {
      title: 'List jobs',
      job: processing,
      request: 'GET /v1/jobs?limit=50',
      status: 200,
      example: '{ "jobs": [] }',
      instead: { jobs: [{ ...JSON.parse(STATUS), ...HERE, ...ALSO }] },
    },
  ],
})
