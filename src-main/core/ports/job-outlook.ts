import type { Job, JobId } from '../../../src-shared/contract/job.ts'

/** What is known of a job only while the program runs; the stores put it into every job they tell of. */
export interface JobOutlook {
  /** An estimate for so many pages, or null while it would be worth nothing. */
  secondsLeft(jobId: JobId, pagesLeft: number): number | null
  /** Why no page is read at present though jobs wait, e.g. a full disk or a missing model. */
  hold(): Job['problem']
}
