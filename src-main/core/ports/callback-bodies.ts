import type { Job, PageSummary } from '../../../src-shared/contract/job.ts'
import type { Page } from '../../../src-shared/contract/page.ts'

/** How a job ended, for the body that says so. */
export interface CompletionFacts {
  readonly taskId: string | null
  /** How many bodies of pages were entered before this one. */
  readonly nodeCount: number
  readonly pages: readonly PageSummary[]
}

/** What is posted to a listener, as JSON. */
export interface CallbackBodies {
  /** Undefined for a page of which there is nothing to tell. */
  node(job: Job, page: Page, taskId: string | null): string | undefined
  completion(job: Job, facts: CompletionFacts): string
}
