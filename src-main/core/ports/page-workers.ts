import type { PageOutcome } from '../../../src-shared/contract/page.ts'
import type { ProblemCode } from '../../../src-shared/contract/problem.ts'
import type { PageSource, RecognitionSettings } from '../../../src-shared/contract/worker-wire.ts'
import type { LeaseLoss } from './page-queue.ts'

/** How a page's visit to a worker ended. */
export type PageVisit =
  | { readonly kind: 'outcome'; readonly outcome: PageOutcome; readonly durationMs: number }
  | LeaseLoss

/** Why no worker can start, e.g. a missing model. */
export interface WorkersProblem {
  readonly code: ProblemCode
  readonly detail: string
}

/** The processes that read pages. */
export interface PageWorkers {
  /** Pages read at the same time, as far as workers are there now. */
  readonly size: number
  /** Tells when `size` changed; workers that are always there never do. */
  onSizeChange(listener: () => void): void
  /** Waits for a free worker. With the signal aborted the visit ends as `withdrawn` in little more than a second. */
  recognise(source: PageSource, settings: RecognitionSettings, signal: AbortSignal): Promise<PageVisit>
  /** Null while workers start as they should. */
  problem(): WorkersProblem | null
  /** Tells when `problem()` changed. */
  onProblemChange(listener: () => void): void
  /** Ends all workers; visits under way end as `withdrawn`. */
  close(): Promise<void>
}
