import type { EngineName } from '../../../src-shared/contract/engine.ts'
import type { JobId, PageSummary } from '../../../src-shared/contract/job.ts'

/** Where each page stands. */
export interface PageCatalogue {
  list(jobId: JobId): Promise<readonly PageSummary[]>
  /** How many pages each engine has read. */
  countByEngine(jobId: JobId): Promise<ReadonlyMap<EngineName, number>>
  find(jobId: JobId, number: number): Promise<PageSummary | undefined>
}
