const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** Waits after the first, second … failure; after the failure that follows the last one it is given up. */
export const BACK_OFF_MS = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  6 * HOUR_MS,
] as const

/** Many deliveries that failed together should not come back together. */
const JITTER_SHARE = 0.2
const SHORTEST_WISH_MS = SECOND_MS
const LONGEST_WISH_MS = 6 * HOUR_MS

export interface FailedAttempt {
  /** How many were made, this one included. */
  readonly attempts: number
  /** What the listener asked for, or null. */
  readonly retryAfterMs: number | null
  /** Between 0 and 1. */
  readonly chance: number
}

/** How long to wait before the next attempt; null when there is none any more. */
export function nextAttemptInMs({ attempts, retryAfterMs, chance }: FailedAttempt): number | null {
  const backOff = BACK_OFF_MS[attempts - 1]
  if (backOff === undefined) return null
  if (retryAfterMs !== null) return Math.min(Math.max(retryAfterMs, SHORTEST_WISH_MS), LONGEST_WISH_MS)
  return Math.round(backOff * (1 + JITTER_SHARE * (2 * chance - 1)))
}
