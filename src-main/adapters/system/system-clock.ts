import type { Clock } from '../../core/ports/clock.ts'

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wait(durationMs, signal) {
    if (signal?.aborted) return Promise.resolve()
    return new Promise(resolve => {
      const end = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, durationMs)
      signal?.addEventListener('abort', end, { once: true })
    })
  },
}
