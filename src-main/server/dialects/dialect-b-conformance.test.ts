import { conformance } from '../testing/conformance.ts'

const METADATA = `{
  "job_id": "...",
  "filename": "original.pdf",
  "status": "completed",
  "created_at": "2026-01-07T14:30:22Z",
  "started_at": "2026-01-07T14:30:25Z",
  "completed_at": "2026-01-07T14:45:10Z",
  "total_pages": 150,
  "processed_pages": 150,
  "progress_percent": 100,
  "prompt": "...",
  "result_file": "result.md",
  "error": null
}`
const completed = {
  state: 'completed',
  pageCount: 150,
  donePages: 150,
  createdAt: Date.parse('2026-01-07T14:30:22.400Z'),
  startedAt: Date.parse('2026-01-07T14:30:25Z'),
  finishedAt: Date.parse('2026-01-07T14:45:10.999Z'),
} as const
const listed = { ...JSON.parse(METADATA), job_id: '{id}', prompt: '<image>Convert to markdown' }
const STATUS = '{"status": "processing", "progress": 65, "pages_done": 98, "total_pages": 150}'

conformance('B', {
  submit: '/api/upload',
  fileName: 'original.pdf',
  exchanges: [
    {
      title: 'POST /api/upload',
      request: 'POST /api/upload',
      status: 200,
      example: '{"job_id": "...", "status": "pending", "total_pages": 150}',
      instead: { job_id: '{id}', total_pages: 3 },
    },
    {
      title: 'GET /api/jobs/{job_id}/status',
      job: { state: 'processing', pageCount: 150, donePages: 98 },
      request: 'GET /api/jobs/{id}/status',
      status: 200,
      example: STATUS,
      also: { job_id: '{id}', error: null },
    },
    {
      title: 'GET /api/jobs/{job_id}/status of a cancelled job',
      job: { state: 'cancelled', pageCount: 150, donePages: 98 },
      request: 'GET /api/jobs/{id}/status',
      status: 200,
      example: STATUS,
      instead: { status: 'failed' },
      also: { job_id: '{id}', error: 'Cancelled' },
    },
    {
      title: 'GET /api/jobs/{job_id}/result',
      job: completed,
      request: 'GET /api/jobs/{id}/result',
      status: 200,
      example: '# Title\n\nÄ line of text.\n',
      headers: {
        'content-type': 'text/markdown; charset=utf-8',
        'content-disposition': 'attachment; filename="result.md"',
      },
    },
    {
      title: 'GET /api/jobs/{job_id}/result, 404 if not ready',
      job: { state: 'processing' },
      request: 'GET /api/jobs/{id}/result',
      status: 404,
      example: '{ "detail": "Result not ready. Current status: processing" }',
    },
    {
      title: 'GET /api/jobs with the metadata of each job',
      job: completed,
      request: 'GET /api/jobs',
      status: 200,
      example: '{"jobs": []}',
      instead: { jobs: [listed] },
      also: { total: 1, next_cursor: null },
    },
    {
      title: 'GET /api/jobs while a job waits: nothing is known of its end',
      job: { ...completed, state: 'queued', donePages: 0, startedAt: null, finishedAt: null },
      request: 'GET /api/jobs',
      status: 200,
      example: '{"jobs": []}',
      instead: {
        jobs: [
          {
            ...listed,
            status: 'pending',
            started_at: null,
            completed_at: null,
            processed_pages: 0,
            progress_percent: 0,
            result_file: null,
          },
        ],
      },
      also: { total: 1, next_cursor: null },
    },
    {
      title: 'DELETE /api/jobs/{job_id}',
      job: completed,
      request: 'DELETE /api/jobs/{id}',
      status: 200,
      example: '{"deleted": true}',
    },
    {
      title: 'Admin clean-up',
      job: { ...completed, finishedAt: Date.parse('2026-01-01T00:00:00Z') },
      request: 'DELETE /api/jobs?older_than=1d',
      status: 200,
      example: '{"deleted": 1}',
    },
  ],
})
