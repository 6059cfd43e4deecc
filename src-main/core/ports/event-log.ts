import type { NumberedEvent } from '../../../src-shared/contract/events.ts'
import type { JobId } from '../../../src-shared/contract/job.ts'

export interface EventBatch {
  readonly events: readonly NumberedEvent[]
  /** Ask for the next ones after this. */
  readonly seq: number
}

/** The numbered events, kept for a while. The stores write them; nobody steers by them. */
export interface EventLog {
  /** The number of the newest event, 0 when there is none. */
  lastSeq(): Promise<number>
  /** Events after `seq`, of one job or of all; undefined when some of them are no longer kept, or `seq` was never given. */
  after(seq: number, jobId: JobId | null): Promise<EventBatch | undefined>
  /** Resolves when there are events after `seq`, or when the signal is aborted. */
  grown(seq: number, signal: AbortSignal): Promise<void>
}
