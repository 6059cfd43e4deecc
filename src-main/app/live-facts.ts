import type { JobId } from '../../src-shared/contract/job.ts'
import type { Page } from '../../src-shared/contract/page.ts'
import { type PageFacts, pageFacts } from '../core/structure/page-facts.ts'

/** What the pages of running jobs tell about structure, so that they need not be read again at the job's end. */
export interface LiveFacts {
  note(jobId: JobId, page: Page): void
  /** By page number; pages that were read before the program started are missing. */
  of(jobId: JobId): ReadonlyMap<number, PageFacts>
  forget(jobId: JobId): void
}

/** A few hundred bytes for each page of a running job. */
export function liveFacts(): LiveFacts {
  const facts = new Map<JobId, Map<number, PageFacts>>()
  return {
    note(jobId, page) {
      const ofJob = facts.get(jobId) ?? new Map<number, PageFacts>()
      ofJob.set(page.number, pageFacts(page))
      facts.set(jobId, ofJob)
    },
    of: jobId => facts.get(jobId) ?? new Map(),
    forget(jobId) {
      facts.delete(jobId)
    },
  }
}
