import type { Clock } from '../../core/ports/clock.ts'

export interface ManualClock extends Clock {
  /** Turns the clock on and wakes those whose time has come. */
  turn(durationMs: number): void
}

/** A clock that stands still until it is turned. */
export function manualClock(startAt = 0): ManualClock {
  let now = startAt
  const waiting = new Set<() => void>()
  return {
    now: () => now,
    wait(durationMs, signal) {
      const until = now + durationMs
      return new Promise(resolve => {
        const look = (): void => {
          if (now < until && !signal?.aborted) return
          waiting.delete(look)
          signal?.removeEventListener('abort', look)
          resolve()
        }
        waiting.add(look)
        signal?.addEventListener('abort', look)
        look()
      })
    },
    turn(durationMs) {
      now += durationMs
      for (const look of [...waiting]) look()
    },
  }
}
