/** So many failed starts in a row are bad luck; more are a fault that a faster retry won't mend. */
const FREE_FAILURES = 5
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 60_000

export interface StartPacer {
  maySpawn(): boolean
  noteSuccess(): void
  /** Answers whether starts are paused now. A worker that calls itself unfit pauses them at once. */
  noteFailure(isHopeless: boolean): boolean
  stop(): void
}

/** Keeps workers that can't start from being started in a spin; `wake` is called when a start may be tried again. */
export function startPacer(wake: () => void): StartPacer {
  let failures = 0
  let pause: NodeJS.Timeout | undefined

  return {
    maySpawn: () => pause === undefined,
    noteSuccess() {
      failures = 0
    },
    noteFailure(isHopeless) {
      failures = Math.max(failures + 1, isHopeless ? FREE_FAILURES : 0)
      if (failures < FREE_FAILURES || pause) return pause !== undefined
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (failures - FREE_FAILURES), LONGEST_PAUSE_MS)
      pause = setTimeout(() => {
        pause = undefined
        wake()
      }, pauseMs)
      pause.unref()
      return true
    },
    stop() {
      if (pause) clearTimeout(pause)
    },
  }
}
