import type { Job, JobId } from '../../../src-shared/contract/job.ts'

/** A job at rest, as far as retention has to care. */
export interface ShelvedJob {
  readonly id: JobId
  readonly finishedAt: number
  /** When somebody last read its result, or when it was finished. */
  readonly readAt: number
  readonly sizeBytes: number
}

export interface JobCounts {
  /** Jobs being processed. */
  readonly active: number
  /** Jobs that wait for their turn. */
  readonly queued: number
  /** Bytes of all jobs on disk. */
  readonly sizeBytes: number
}

/** Questions about all jobs at once. */
export interface JobCensus {
  counts(): Promise<JobCounts>
  /** Jobs not at rest, in the order of their turn. */
  unfinished(): Promise<readonly Job[]>
  /** Jobs at rest, the longest finished first. */
  shelved(): Promise<readonly ShelvedJob[]>
  /** Remembers that somebody read the job's result now. */
  markRead(jobId: JobId): Promise<void>
  /** Whether every page of the job is at rest. */
  allPagesDone(jobId: JobId): Promise<boolean>
  /** Whether there was such a job until retention removed it. It is remembered for some months. */
  hasExpired(jobId: JobId): Promise<boolean>
}
