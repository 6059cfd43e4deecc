import type { Job } from '../../../../src-shared/contract/job.ts'
import type { NewJob } from '../../job/stored-job.ts'
import type { PageEnd } from '../page-queue.ts'

/** A job of so many pages, as submit makes it. */
export function newJob(name: string, pageCount: number, facts: Partial<Omit<NewJob, 'job'>> = {}): NewJob {
  const document = {
    number: 1,
    name,
    mediaType: 'application/pdf',
    sizeBytes: 1000,
    pagesInFile: pageCount,
    firstPage: 1,
    pageCount,
  }
  const job: Job = {
    id: `${name}_20260107_123456_a1b2c3d4`,
    name,
    state: 'queued',
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
    documents: [document],
    pageCount,
    donePages: 0,
    failedPages: 0,
    blankPages: 0,
    createdAt: 1,
    startedAt: null,
    finishedAt: null,
    problem: null,
    sizeBytes: 1000,
    secondsLeft: null,
    jobsAhead: 0,
    continuedAtPage: null,
  }
  const pages = Array.from({ length: pageCount }, (_, index) => ({
    number: index + 1,
    documentNumber: 1,
    pageInDocument: index + 1,
  }))
  return {
    job,
    inputNames: ['input.pdf'],
    password: 'secret',
    uploadKey: null,
    callback: null,
    pages,
    ...facts,
  }
}

/** A page that was read. */
export const readWell = {
  kind: 'recognised',
  engine: 'paddle',
  confidence: 0.5,
  wordCount: 12,
  durationMs: 345.6,
  sizeBytes: 100,
} as const satisfies PageEnd

export const unreadable: PageEnd = { kind: 'failed', problem: 'page-unreadable', detail: 'torn' }
