import type { Database } from 'better-sqlite3'
import type { JobOutlook } from '../../core/ports/job-outlook.ts'

/** What the stores of one database share. */
export interface StoreContext {
  readonly database: Database
  readonly now: () => number
  readonly outlook: JobOutlook
  /** How many events are kept for those who were away. */
  readonly keptEvents?: number
  /** Told after each commit that wrote an event or freed a page. */
  readonly changes: ChangeBell
}

export interface ChangeBell {
  ring(): void
  /** Another number after each ring: nothing has changed while it is the same. */
  version(): number
  /** Resolves at the next ring, or when the signal is aborted. */
  next(signal: AbortSignal): Promise<void>
}

/** Wakes those who wait for the database to change. */
export function changeBell(): ChangeBell {
  const waiting = new Set<() => void>()
  let version = 0
  return {
    version: () => version,
    ring() {
      version += 1
      const wakeUps = [...waiting]
      waiting.clear()
      for (const wake of wakeUps) wake()
    },
    next(signal) {
      if (signal.aborted) return Promise.resolve()
      return new Promise(resolve => {
        const wake = (): void => {
          waiting.delete(wake)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        waiting.add(wake)
        signal.addEventListener('abort', wake, { once: true })
      })
    },
  }
}
