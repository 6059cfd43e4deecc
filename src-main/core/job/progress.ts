/** So many pages done before an estimate is worth telling. */
const FIRST_ESTIMATE_AFTER = 3
/** Recent enough to follow a change of pace, many enough to be calm. */
const WINDOW = 20
/** Weight of the newest pace: the figure on the screen should not jump. */
const SMOOTHING = 0.3

/** How fast a job's pages come. */
export interface Progress {
  readonly donePages: number
  /** When work began, and when the last pages were done. */
  readonly instants: readonly number[]
  readonly msPerPage: number | null
}

/** A job that begins, or goes on, now. */
export const beginProgress = (now: number): Progress => ({ donePages: 0, instants: [now], msPerPage: null })

/** One more page is done. */
export function noteDonePage(progress: Progress, now: number): Progress {
  const instants = [...progress.instants, now].slice(-WINDOW - 1)
  const newest = (now - (instants[0] ?? now)) / Math.max(1, instants.length - 1)
  const msPerPage =
    progress.msPerPage === null ? newest : progress.msPerPage * (1 - SMOOTHING) + newest * SMOOTHING
  return { donePages: progress.donePages + 1, instants, msPerPage }
}

/** An estimate for the pages left, or null after too few pages. It falls between two pages too. */
export function secondsLeft(progress: Progress, pagesLeft: number, now: number): number | null {
  if (progress.msPerPage === null || progress.donePages < FIRST_ESTIMATE_AFTER) return null
  const sinceLast = Math.min(now - (progress.instants.at(-1) ?? now), progress.msPerPage)
  const leftMs = pagesLeft * progress.msPerPage - Math.max(0, sinceLast)
  return Math.max(0, Math.round(leftMs / 100) / 10)
}
