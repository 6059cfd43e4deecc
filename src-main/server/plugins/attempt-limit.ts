const ATTEMPTS_A_MINUTE = 10
const MINUTE_MS = 60_000
const ADDRESSES_REMEMBERED = 10_000

/** Counts failed attempts by address. */
export interface AttemptLimit {
  /** Counts a failure. */
  note(address: string): void
  /** Seconds to wait, 0 when the address may try. */
  waitSeconds(address: string): number
}

/** Ten failures a minute from one address, then it waits for the minute to end. */
export function attemptLimit(now: () => number): AttemptLimit {
  const failures = new Map<string, { count: number; until: number }>()
  const current = (address: string) => {
    const row = failures.get(address)
    return row && row.until > now() ? row : undefined
  }
  return {
    note(address) {
      const row = current(address)
      if (row) {
        row.count += 1
        return
      }
      failures.delete(address)
      const oldest = failures.keys().next().value
      if (failures.size >= ADDRESSES_REMEMBERED && oldest !== undefined) failures.delete(oldest)
      failures.set(address, { count: 1, until: now() + MINUTE_MS })
    },
    waitSeconds(address) {
      const row = current(address)
      return row && row.count >= ATTEMPTS_A_MINUTE ? Math.ceil((row.until - now()) / 1000) : 0
    },
  }
}
