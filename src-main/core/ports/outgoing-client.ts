import type { DeliveryFailure } from '../../../src-shared/contract/callback.ts'
import type { OutgoingPurpose } from '../outgoing/outgoing-rule.ts'

/** A JSON body that is posted to somebody else's server. */
export interface OutgoingLetter {
  readonly url: string
  readonly purpose: OutgoingPurpose
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type OutgoingAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs: number | null }
  | {
      readonly kind: 'unanswered'
      readonly failure: Exclude<DeliveryFailure, 'answered' | 'nothing-to-send'>
      readonly detail: string
    }

/**
 * The one way out of the program. It connects only to addresses that it has judged, follows no redirect, and ends
 * within half a minute.
 */
export interface OutgoingClient {
  /** Why the address may not be called, for a person; null when it may. A name that is not known now is no reason. */
  refusal(url: string, purpose: OutgoingPurpose): Promise<string | null>
  /** Never throws. */
  post(letter: OutgoingLetter, signal: AbortSignal): Promise<OutgoingAnswer>
}
