/** The time of day and waiting for it, so that tests can turn the clock themselves. */
export interface Clock {
  /** UTC, milliseconds since 1970. */
  now(): number
  /** Resolves after `durationMs`, or at once when the signal is aborted. */
  wait(durationMs: number, signal?: AbortSignal): Promise<void>
}
