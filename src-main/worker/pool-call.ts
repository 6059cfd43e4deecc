import type { WorkerCall, WorkerReply } from '../../src-shared/contract/worker-wire.ts'

type WithoutId<Call> = Call extends unknown ? Omit<Call, 'callId'> : never

/** A call before it has its number. */
export type CallBody = WithoutId<WorkerCall>

/** How a call to a worker ended. */
export type CallEnd =
  | { readonly kind: 'reply'; readonly reply: WorkerReply; readonly durationMs: number }
  /** We ended the worker: too slow, too big, talking nonsense; or it crashed, or somebody ended it. */
  | {
      readonly kind: 'timeout' | 'memory' | 'garbage' | 'crashed' | 'killed' | 'withdrawn'
      readonly words: string
    }

/** A call on its way through the pool. */
export interface PoolCall {
  readonly callId: number
  readonly body: CallBody
  readonly timeoutMs: number
  /** Time that the worker had for it, without times in which the machine slept. */
  spentMs: number
  sentAt: number
  finish(end: CallEnd): void
}
