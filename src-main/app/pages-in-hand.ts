/** How long a result takes from a worker to the disk, and the next page to a worker: so much work should be in hand. */
const KEEPING_MS = 100
/** In hand beyond those in work, for each worker. */
const LEAST_SPARE = 0.5
const MOST_SPARE = 8
/** What the last page says about the next ones, beside all before it. */
const WEIGHT_OF_LAST = 0.2

/** How many pages to have in hand, so that no worker waits for the disk between two pages. */
export interface PagesInHand {
  /** A worker was with a page for so long. */
  note(pageMs: number): void
  /** The next pages may be of another kind. */
  forget(): void
  count(workers: number): number
}

/** Few pages in hand where they take long, so that another job need not wait for them; many where they are quick. */
export function pagesInHand(): PagesInHand {
  let usualMs: number | undefined
  return {
    note(pageMs) {
      usualMs = usualMs === undefined ? pageMs : usualMs + (pageMs - usualMs) * WEIGHT_OF_LAST
    },
    forget() {
      usualMs = undefined
    },
    count(workers) {
      const wanted = usualMs === undefined ? LEAST_SPARE : KEEPING_MS / usualMs
      return workers + Math.ceil(workers * Math.max(LEAST_SPARE, Math.min(MOST_SPARE, wanted)))
    },
  }
}
