import type { Job } from '../../src-shared/contract/job.ts'
import type { Words } from '../words/en.ts'
import { duration, timeLeft } from './format-time.ts'

/** Before this many pages an estimate is worth nothing. */
const PAGES_BEFORE_ESTIMATE = 3

/** Where a job stands, in one short sentence. `secondsLeft` is the steadied estimate. */
export function jobWords(job: Job, secondsLeft: number | null, words: Words): string {
  switch (job.state) {
    case 'scheduled':
      return words.job.scheduled
    case 'queued':
      return words.job.waiting(job.jobsAhead)
    case 'processing': {
      const page = Math.min(job.donePages + 1, job.pageCount)
      if (secondsLeft === null || job.donePages < PAGES_BEFORE_ESTIMATE)
        return words.job.processing(page, job.pageCount)
      return words.job.processingLeft(page, job.pageCount, timeLeft(secondsLeft, words))
    }
    case 'paused':
      return words.job.paused
    case 'completed':
      if (job.failedPages > 0) return words.job.completedHoles(job.failedPages, job.pageCount)
      return words.job.completed(duration(tookOf(job), words))
    case 'failed':
      return job.problem ? words.problem(job.problem.code) : words.job.failed
    case 'cancelled':
      return words.job.cancelled
  }
}

/** A job's state in a word or two. */
export const stateWords = (job: Job, words: Words): string =>
  job.state === 'completed' && job.failedPages > 0 ? words.state.holes : words.state[job.state]

/** Share of the pages at rest. */
export const jobFraction = (job: Job): number => (job.pageCount === 0 ? 0 : job.donePages / job.pageCount)

const tookOf = (job: Job) => Math.max(0, (job.finishedAt ?? job.createdAt) - (job.startedAt ?? job.createdAt))
