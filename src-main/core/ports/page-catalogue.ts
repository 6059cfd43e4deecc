import type { JobId, PageSummary } from '../../../src-shared/contract/job.ts'

/** Where each page stands. */
export interface PageCatalogue {
  list(jobId: JobId): Promise<readonly PageSummary[]>
  find(jobId: JobId, number: number): Promise<PageSummary | undefined>
}
