import type {
  Callback,
  CallbackLog,
  Delivery,
  DeliveryFailure,
} from '../../../src-shared/contract/callback.ts'
import type { JobId } from '../../../src-shared/contract/job.ts'

/** A delivery with what is needed to make it. */
export interface DueDelivery {
  readonly jobId: JobId
  readonly callback: Callback
  readonly delivery: Delivery
  readonly dueAt: number
}

/** What an attempt came to. */
export type AttemptEnd =
  | { readonly kind: 'delivered'; readonly status: number }
  | {
      readonly kind: 'failed'
      readonly status: number | null
      readonly failure: DeliveryFailure
      readonly detail: string
      /** Null gives it up. */
      readonly nextAttemptAt: number | null
      /** The listener failed, not this body: the job's other deliveries share the wait, or are given up too. */
      readonly isListenersFault: boolean
    }
  /** There is no body for it: it is taken off the list. */
  | { readonly kind: 'nothing' }

/** Jobs and listeners of which nothing is wanted now. */
export interface BusyPlaces {
  readonly jobs: readonly JobId[]
  readonly listeners: readonly string[]
}

/**
 * What is to be posted for jobs with a callback, and what came of it. The job store and the page queue enter a
 * delivery in the same step as the page's or the job's end, so that a crash loses none.
 */
export interface DeliveryStore {
  /** The waiting delivery that is due first, though perhaps not yet; a job's completion only when none of its pages waits. */
  next(busy: BusyPlaces): Promise<DueDelivery | undefined>
  /** Counts the attempt. One that is gone by now is no error. */
  settle(id: number, end: AttemptEnd): Promise<void>
  find(jobId: JobId, id: number): Promise<Delivery | undefined>
  /** Lets one that was given up wait anew; undefined when it is not given up. */
  sendAgain(jobId: JobId, id: number): Promise<Delivery | undefined>
  log(jobId: JobId, limit: number): Promise<CallbackLog>
  /** Resolves when something may have changed, or when the signal is aborted. */
  changed(signal: AbortSignal): Promise<void>
}
