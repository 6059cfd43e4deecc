import type { DeliveryFailure } from '../../../src-shared/contract/callback.ts'

/** A question to a server that the local user named. */
export interface OutgoingQuestion {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON to post; null asks with GET. */
  readonly body: string | null
  readonly wholeMs: number
  /** A longer reply is no reply. */
  readonly bodyBytesAtMost: number
}

export type OutgoingReply =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly retryAfterMs: number | null
      readonly body: string
    }
  | {
      readonly kind: 'unanswered'
      readonly failure: Exclude<DeliveryFailure, 'answered' | 'nothing-to-send'> | 'too-large'
      readonly detail: string
    }

/**
 * Asks a served engine and reads its answer. It connects only to addresses that were judged, and follows no redirect.
 * Never throws.
 */
export type AskOutside = (question: OutgoingQuestion, signal: AbortSignal) => Promise<OutgoingReply>
