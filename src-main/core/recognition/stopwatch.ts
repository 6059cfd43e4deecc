import type { Timings } from '../../../src-shared/contract/page.ts'
import type { Lap } from '../ports/text-engine.ts'

/** Books the time of stages. */
export interface Stopwatch {
  readonly lap: Lap
  /** Milliseconds by stage, with `total` since the start. */
  timings(): Timings
}

/** Starts at once. `now` gives milliseconds. */
export function startStopwatch(now: () => number): Stopwatch {
  const start = now()
  const booked = new Map<string, number>()
  let last = start
  return {
    lap(stage) {
      const time = now()
      booked.set(stage, (booked.get(stage) ?? 0) + time - last)
      last = time
    },
    timings() {
      const rounded = [...booked].map(([stage, ms]) => [stage, Math.round(ms * 10) / 10] as const)
      return { ...Object.fromEntries(rounded), total: Math.round((now() - start) * 10) / 10 }
    },
  }
}
