/** After a failure, then twice as long each time. */
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000
/** Those who wait look this often whether it is back. */
const LOOK_EVERY_MS = 1000

/** Keeps pages from a served engine that is away, and lets one of them try now and then. */
export interface ServedDoor {
  /** 0: ask now. More: look again after so many milliseconds. Null: it has been away for too long. */
  waitMs(now: number): number | null
  /** Whether it has been away for too long and nobody is to try now. */
  isGivenUp(now: number): boolean
  /** Why it was last away. */
  because(): string
  noteAnswer(): void
  noteAway(now: number, because: string, retryAfterMs: number | null): void
}

/** An open door; pages wait before it so long after the engine went away. */
export function servedDoor(patienceMs: number): ServedDoor {
  let away: { since: number; tries: number; nextAt: number } | undefined
  let because = ''
  const isGivenUp = (now: number): boolean =>
    away !== undefined && now - away.since >= patienceMs && now < away.nextAt
  return {
    waitMs(now) {
      if (!away) return 0
      if (isGivenUp(now)) return null
      if (now < away.nextAt) return Math.min(away.nextAt - now, LOOK_EVERY_MS, patienceMs)
      away.nextAt = now + LONGEST_WAIT_MS
      return 0
    },
    isGivenUp,
    because: () => because,
    noteAnswer() {
      away = undefined
    },
    noteAway(now, words, retryAfterMs) {
      because = words
      const tries = (away?.tries ?? 0) + 1
      const waitMs = Math.max(FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 10), retryAfterMs ?? 0)
      away = { since: away?.since ?? now, tries, nextAt: now + Math.min(waitMs, LONGEST_WAIT_MS) }
    },
  }
}
