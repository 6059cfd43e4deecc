import type { Job } from '../../src-shared/contract/job.ts'

/** A job that came by HTTP and was read whole, but for what `change` says. */
export function jobOf(change: Partial<Job> = {}): Job {
  return {
    id: 'scan.pdf_20260101_000000_00000001',
    name: 'scan.pdf',
    state: 'completed',
    origin: 'http',
    options: {
      mode: 'balanced',
      language: 'auto',
      pages: '',
      prompt: '',
      dpi: null,
      forceOcr: false,
      engine: 'paddle',
    },
    documents: [],
    pageCount: 1,
    donePages: 1,
    failedPages: 0,
    blankPages: 0,
    createdAt: 0,
    startedAt: null,
    finishedAt: null,
    problem: null,
    sizeBytes: 0,
    secondsLeft: null,
    jobsAhead: 0,
    continuedAtPage: null,
    ...change,
  }
}
