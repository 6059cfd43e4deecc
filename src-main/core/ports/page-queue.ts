import type { EngineName } from '../../../src-shared/contract/engine.ts'
import type { JobId, JobOptions } from '../../../src-shared/contract/job.ts'
import type { ProblemCode } from '../../../src-shared/contract/problem.ts'

/** Leave for one worker to do one page. Only the newest attempt of a page counts. */
export interface PageLease {
  readonly jobId: JobId
  readonly number: number
  readonly documentNumber: number
  readonly pageInDocument: number
  readonly attempt: number
  readonly inputName: string
  readonly mediaType: string
  readonly password: string | null
  readonly options: JobOptions
}

/** What is kept in the page's row; its text lies on disk by then. */
export type PageEnd =
  | {
      readonly kind: 'recognised' | 'blank'
      readonly engine: EngineName
      readonly confidence: number
      readonly wordCount: number
      readonly durationMs: number
      readonly sizeBytes: number
    }
  | { readonly kind: 'failed'; readonly problem: ProblemCode; readonly detail: string }

/** Why a lease ended without an outcome. */
export type LeaseLoss =
  /** The page is to blame: its worker crashed, took too long or too much memory, or answered nonsense. */
  | { readonly kind: 'strike'; readonly problem: ProblemCode; readonly detail: string }
  /** Somebody from outside ended the worker. */
  | { readonly kind: 'worker-killed' }
  /** We took the page back ourselves: the server stops, or the job was cancelled. */
  | { readonly kind: 'withdrawn' }

/** Hands out pages, each to one worker at a time, and keeps what came of them. */
export interface PageQueue {
  /**
   * Leases the next page; the job is `processing` from then on. At most `maxJobs` jobs are served at a time, but where
   * these have no page to hand out the next job is begun. Undefined once the signal is aborted.
   */
  claim(maxJobs: number, signal: AbortSignal): Promise<PageLease | undefined>
  /** Whether the lease still counts. */
  holds(lease: PageLease): Promise<boolean>
  /** False, and nothing is changed, when the lease counts no more. */
  save(lease: PageLease, end: PageEnd): Promise<boolean>
  /** The page waits again, or is failed when it was given up. False when the lease counts no more. */
  giveBack(lease: PageLease, loss: LeaseLoss): Promise<boolean>
  /** Lets failed pages (all, or one) wait again, and puts a job at rest back into the queue. Answers how many pages wait anew. */
  retry(jobId: JobId, number: number | null): Promise<number>
  /** Call it before the first claim: takes back all leases of a server that is no more. Answers the jobs concerned. */
  recover(): Promise<readonly JobId[]>
}
