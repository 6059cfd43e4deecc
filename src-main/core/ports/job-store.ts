import type { Job, JobId } from '../../../src-shared/contract/job.ts'
import type { JobEvent } from '../../../src-shared/contract/job-transitions.ts'
import type { ProblemCode } from '../../../src-shared/contract/problem.ts'
import type { JobList, ListJobsQuery } from '../../../src-shared/contract/routes.ts'
import type { NewJob, StoredJob } from '../job/stored-job.ts'

/** What goes with a change of state. */
export interface JobChange {
  readonly event: JobEvent
  /** Why the job as a whole failed; with the event `fail` only. */
  readonly problem?: { readonly code: ProblemCode; readonly detail: string }
  /** Bytes that were added to the job's folder. */
  readonly addedBytes?: number
}

/** Somebody deleted the job, or its time was over; the latter is remembered for a while. */
export type WhyRemoved = 'deleted' | 'expired'

/** The jobs, the truth about them. Every change and its event are one step: both or neither. */
export interface JobStore {
  /** Enters the job with its pages. When its upload key is known already, answers the earlier job instead. */
  insert(job: NewJob): Promise<Job>
  find(jobId: JobId): Promise<StoredJob | undefined>
  findByUploadKey(uploadKey: string): Promise<Job | undefined>
  /** The youngest first. */
  list(query: ListJobsQuery): Promise<JobList>
  /** Answers undefined, and changes nothing, where the table of transitions has no such change or the job is gone. */
  change(jobId: JobId, change: JobChange): Promise<Job | undefined>
  /** Tells the job's followers how it is now: its outlook changed. */
  tell(jobId: JobId): Promise<void>
  /** Removes the job, its pages and its events. False when there is no such job. */
  remove(jobId: JobId, why?: WhyRemoved): Promise<boolean>
}
