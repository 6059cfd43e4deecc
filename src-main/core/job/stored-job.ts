import type { Callback, DeliveryState } from '../../../src-shared/contract/callback.ts'
import type { Job } from '../../../src-shared/contract/job.ts'
import type { PageEnd } from '../ports/page-queue.ts'

/** A page of a job that is being entered. */
export interface NewPage {
  readonly number: number
  readonly documentNumber: number
  readonly pageInDocument: number
  /** What came of it, where that is known already: a job that is entered anew. */
  readonly end?: PageEnd | null
}

/** A job as the store keeps it: what callers see, and what only the server may know. */
export interface StoredJob {
  readonly job: Job
  /** Names of the documents' files in the job's folder, in the order of the documents; empty for one that was refused. */
  readonly inputNames: readonly string[]
  readonly password: string | null
}

/** A job before its first commit, with its pages. */
export interface NewJob extends StoredJob {
  readonly uploadKey: string | null
  readonly callback: Callback | null
  readonly pages: readonly NewPage[]
  /** What is to be posted, and what was, of a job that is entered anew. */
  readonly deliveries?: readonly NewDelivery[]
}

/** A page, or the completion (null), of a job that is being entered. */
export interface NewDelivery {
  readonly page: number | null
  readonly state: DeliveryState
  readonly createdAt: number
}
