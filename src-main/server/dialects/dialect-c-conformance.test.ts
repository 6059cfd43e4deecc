import type { Page } from '../../../src-shared/contract/page.ts'
import { conformance } from '../testing/conformance.ts'
import type { TestServer } from '../testing/open-test-server.ts'

const FINISHED = Date.parse('2025-11-06T10:35:00Z')
const completed = { state: 'completed', pageCount: 1, createdAt: FINISHED, finishedAt: FINISHED } as const
const WARNING =
  '299 pageloom "No served engine of the name dotsocr is configured; the embedded engine paddle reads"'
const STATUS = `{
  "job_id": "fc-01JCFZ8X...",
  "status": "running",
  "progress": null,
  "message": "Job is currently being processed"
}`

/** The document's own page, as it would be read at 100 dpi. */
function readDocumentTitle({ useCases }: TestServer): void {
  const { readPage } = useCases
  Object.assign(useCases, {
    readPage: async (jobId: string, number: number): Promise<Page> => ({
      ...(await readPage(jobId, number)),
      dpi: 100,
      regions: [
        {
          category: 'title',
          level: 1,
          text: 'Document Title',
          lines: [],
          box: { left: 50, top: 100, right: 250, bottom: 125 },
        },
      ],
    }),
  })
}

const stream = (...events: readonly [event: string, data: object][]): string =>
  events.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('')

conformance('C', {
  submit: '/ocr/submit',
  fileName: 'document.pdf',
  setUp: readDocumentTitle,
  exchanges: [
    {
      title: 'Submit OCR Job',
      request: 'POST /ocr/submit?model=dotsocr&dpi=200',
      status: 200,
      example: `{
        "success": true,
        "job_id": "fc-01JCFZ8X...",
        "filename": "document.pdf",
        "total_pages": 5,
        "model": "dotsocr",
        "dpi": 200,
        "message": "Job submitted successfully. Use /ocr/status/{job_id} to check status or /ocr/stream/{job_id} for real-time updates.",
        "submitted_at": "2025-11-06T10:30:00.000Z"
      }`,
      instead: {
        job_id: '{id}',
        total_pages: 3,
        message:
          'Job submitted successfully. Use /ocr/status/{id} to check status or /ocr/stream/{id} for real-time updates.',
        submitted_at: '2024-01-07T11:00:00.123Z',
      },
      headers: { warning: WARNING },
    },
    {
      title: 'Check Job Status, running',
      job: { state: 'processing' },
      request: 'GET /ocr/status/{id}',
      status: 200,
      example: STATUS,
      instead: { job_id: '{id}' },
      also: { error: null },
    },
    {
      title: 'Check Job Status, pending',
      job: { state: 'queued' },
      request: 'GET /ocr/status/{id}',
      status: 200,
      example: STATUS,
      instead: { job_id: '{id}', status: 'pending', message: 'Job is queued' },
      also: { error: null },
    },
    {
      title: 'Check Job Status, failed',
      job: { state: 'failed', problem: { code: 'no-pages', detail: '' } },
      request: 'GET /ocr/status/{id}',
      status: 200,
      example: STATUS,
      instead: { job_id: '{id}', status: 'failed', message: 'The document has no pages.' },
      also: { error: 'The document has no pages.' },
    },
    {
      title: 'Get Job Result',
      job: completed,
      request: 'GET /ocr/result/{id}',
      status: 200,
      example: `{
        "success": true,
        "job_id": "fc-01JCFZ8X...",
        "status": "completed",
        "filename": "document.pdf",
        "total_pages": 5,
        "dpi": 200,
        "model": "dotsocr",
        "results": {
          "page_0": {
            "status": "success",
            "data": [{ "bbox": [100, 200, 500, 250], "category": "Title", "text": "Document Title" }]
          }
        },
        "annotated_images": [],
        "message": "Job completed successfully",
        "completed_at": "2025-11-06T10:35:00.000Z"
      }`,
      instead: { job_id: '{id}', total_pages: 1 },
      also: { metadata: { filename: 'document.pdf', dpi: 200, engine: 'paddle' } },
      headers: { warning: WARNING, 'content-type': 'application/json; charset=utf-8' },
    },
    {
      title: 'Get Job Result, annotated',
      job: completed,
      request: 'GET /ocr/result/{id}?annotate=true',
      status: 200,
      example: `{
        "success": true, "job_id": "", "status": "completed", "filename": "document.pdf", "total_pages": 1,
        "dpi": 200, "model": "dotsocr",
        "results": {
          "page_0": {
            "status": "success",
            "data": [{ "bbox": [100, 200, 500, 250], "category": "Title", "text": "Document Title" }]
          }
        },
        "message": "Job completed successfully",
        "annotated_images": ["…"],
        "completed_at": "2025-11-06T10:35:00.000Z"
      }`,
      instead: {
        job_id: '{id}',
        annotated_images: [Buffer.from('page 1 at 200 dpi').toString('base64')],
      },
      also: { metadata: { filename: 'document.pdf', dpi: 200, engine: 'paddle' } },
    },
    {
      title: 'Get Job Result, still running',
      job: { state: 'processing' },
      request: 'GET /ocr/result/{id}',
      status: 202,
      example: `{
        "success": false,
        "job_id": "fc-01JCFZ8X...",
        "status": "running",
        "message": "Job is still being processed. Please try again later."
      }`,
      instead: { job_id: '{id}' },
    },
    {
      title: 'Get Job Result, expired',
      request: 'GET /ocr/result/document.pdf_20251106_103000_a1b2c3d4',
      status: 404,
      example: `{
        "success": false,
        "job_id": "document.pdf_20251106_103000_a1b2c3d4",
        "status": "expired",
        "message": "Job results have expired (>7 days old)"
      }`,
      also: { detail: 'Job results have expired (>7 days old)' },
    },
    {
      title: 'Common errors, unsupported model',
      request: 'POST /ocr/submit?model=xyz',
      status: 400,
      example: `{ "detail": "Unsupported model 'xyz'. Available models: dotsocr, lightonocr" }`,
    },
    {
      title: 'Stream Job Progress, a completed job',
      job: { ...completed, createdAt: FINISHED - 15_900 },
      request: 'GET /ocr/stream/document.pdf_20260107_123456_00000000',
      status: 200,
      headers: { 'content-type': 'text/event-stream; charset=utf-8' },
      example: stream(
        ['status', { status: 'completed', job_id: 'document.pdf_20260107_123456_00000000', elapsed: 15 }],
        [
          'result',
          {
            job_id: 'document.pdf_20260107_123456_00000000',
            status: 'completed',
            total_pages: 1,
            model: 'dotsocr',
            results: {
              page_0: {
                status: 'success',
                data: [{ bbox: [100, 200, 500, 250], category: 'Title', text: 'Document Title' }],
              },
            },
            metadata: { filename: 'document.pdf', dpi: 200, engine: 'paddle' },
          },
        ],
        ['close', { message: 'Stream complete' }],
      ).replace('event: close', 'id: end\nevent: close'),
    },
    {
      title: 'Stream Job Progress, a failed job',
      job: { state: 'failed', problem: { code: 'no-pages', detail: '' } },
      request: 'GET /ocr/stream/document.pdf_20260107_123456_00000000',
      status: 200,
      example: stream(
        [
          'error',
          {
            status: 'error',
            job_id: 'document.pdf_20260107_123456_00000000',
            error: 'The document has no pages.',
          },
        ],
        ['close', { message: 'Stream complete' }],
      ).replace('event: close', 'id: end\nevent: close'),
    },
  ],
})
