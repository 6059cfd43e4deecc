import { expect } from 'vitest'
import { conformance } from '../testing/conformance.ts'

const CREATED = 1_704_625_200_123
const STARTED = 1_704_625_205_456
const STATUS = `{
  "job_id": "document.pdf_20260107_123456_a1b2c3d4",
  "filename": "document.pdf",
  "status": "processing",
  "progress": 45.5,
  "total_pages": 50,
  "processed_pages": 23,
  "created_at": 1704625200.123,
  "started_at": 1704625205.456,
  "completed_at": null,
  "error": null
}`
const processing = { state: 'processing', pageCount: 50, donePages: 23, createdAt: CREATED } as const
// 23 of 50 pages are 46.0 percent: the document's figure does not follow from its own pages.
const HERE = { job_id: '{id}', progress: 46 }
const SINCE = { submitted_at: 1_704_625_200.123 }

conformance('A', {
  submit: '/jobs/create',
  fileName: 'document.pdf',
  exchanges: [
    {
      title: 'Create Job',
      request: 'POST /jobs/create',
      form: { prompt: '<image>Convert to markdown' },
      status: 200,
      example: `{
        "success": true,
        "job_id": "document.pdf_20260107_123456_a1b2c3d4",
        "message": "Job created successfully. Total pages: 50"
      }`,
      instead: { job_id: '{id}', message: 'Job created successfully. Total pages: 3' },
    },
    {
      title: 'Check Job Status, processing',
      job: { ...processing, startedAt: STARTED },
      request: 'GET /jobs/{id}',
      status: 200,
      example: STATUS,
      instead: HERE,
      also: SINCE,
    },
    {
      title: 'Check Job Status, queued: nothing has started',
      job: { pageCount: 50, createdAt: CREATED },
      request: 'GET /jobs/{id}',
      status: 200,
      example: STATUS,
      instead: { ...HERE, status: 'queued', progress: 0, processed_pages: 0, started_at: null },
      also: SINCE,
    },
    {
      title: 'Check Job Status, completed',
      job: {
        ...processing,
        state: 'completed',
        donePages: 50,
        startedAt: STARTED,
        finishedAt: 1_704_625_955_500,
      },
      request: 'GET /jobs/{id}',
      status: 200,
      example: STATUS.replace('"completed_at": null', '"completed_at": 1704625955.5'),
      instead: { ...HERE, status: 'completed', progress: 100, processed_pages: 50 },
      also: SINCE,
    },
    {
      title: 'Check Job Status, failed: the error is a sentence',
      job: { ...processing, state: 'failed', startedAt: STARTED, problem: { code: 'no-pages', detail: '' } },
      request: 'GET /jobs/{id}',
      status: 200,
      example: STATUS.replace('"error": null', '"error": "…"'),
      instead: { ...HERE, status: 'failed', error: 'The document has no pages.' },
      also: SINCE,
    },
    {
      title: 'Download Result',
      job: { state: 'completed' },
      request: 'GET /jobs/{id}/download',
      status: 200,
      example: '# Title\n\nÄ line of text.\n',
      headers: {
        'content-type': 'text/markdown; charset=utf-8',
        'content-disposition': 'attachment; filename="result.md"',
      },
    },
    {
      title: 'Download Result, only completed jobs',
      job: { state: 'processing' },
      request: 'GET /jobs/{id}/download',
      status: 400,
      example: '{ "detail": "Job is not completed. Current status: processing" }',
    },
    {
      title: 'Get Metadata',
      job: { state: 'completed' },
      request: 'GET /jobs/{id}/metadata',
      status: 200,
      example: `{
        "filename": "document.pdf",
        "total_pages": 50,
        "processed_at": "2026-01-07T12:35:45",
        "processing_time_seconds": 750.2,
        "prompt_used": "<image>Convert to markdown"
      }`,
      instead: { total_pages: 3 },
    },
    {
      title: 'List Jobs',
      job: { ...processing, startedAt: STARTED },
      request: 'GET /jobs?limit=100',
      status: 200,
      example: '{ "jobs": [] }',
      instead: { jobs: [{ ...JSON.parse(STATUS), ...HERE, ...SINCE }] },
    },
    {
      title: 'Cancel Job',
      job: { state: 'processing' },
      request: 'DELETE /jobs/{id}',
      status: 200,
      example: '{ "success": true, "message": "Job cancelled" }',
    },
    {
      title: 'Job Not Starting: health has active and queued jobs',
      job: { state: 'processing' },
      request: 'GET /health',
      status: 200,
      example: '{ "active_jobs": 1, "queued_jobs": 0 }',
      also: {
        status: 'ok',
        version: '1.2.3',
        config: expect.objectContaining({ max_concurrency: 1, max_job_count: 1000 }),
      },
    },
  ],
})
