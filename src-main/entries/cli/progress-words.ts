import type { Job } from '../../../src-shared/contract/job.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import { PROBLEMS } from '../../../src-shared/contract/problem.ts'

export interface Position {
  readonly number: number
  readonly of: number
}

/** One line that says where a job stands: `letter.pdf: page 3 of 12, about 20 s left`. */
export function progressWords(job: Job, { number, of }: Position): string {
  const place = of > 1 ? `[${number}/${of}] ` : ''
  return `${place}${printable(job.name)}: ${stateWords(job)}${holdWords(job)}`
}

/** What holds up a job that is not at rest. */
const holdWords = ({ state, problem }: Job): string =>
  problem === null || isAtRest(state) ? '' : `. ${PROBLEMS[problem.code].words}`

function stateWords(job: Job): string {
  const pages = `page ${job.donePages} of ${job.pageCount}`
  switch (job.state) {
    case 'scheduled':
      return 'scheduled'
    case 'queued':
      return job.jobsAhead > 0 ? `waiting, ${job.jobsAhead} before it` : 'waiting'
    case 'paused':
      return `paused, ${pages}`
    case 'processing':
      return job.secondsLeft === null ? pages : `${pages}, about ${durationWords(job.secondsLeft)} left`
    case 'completed':
      return job.failedPages === 0
        ? `done, ${count(job.pageCount, 'page')}${timeWords(job)}`
        : `done, ${job.failedPages} of ${count(job.pageCount, 'page')} could not be read${timeWords(job)}`
    case 'failed':
      return 'failed'
    case 'cancelled':
      return 'cancelled'
  }
}

function timeWords({ startedAt, finishedAt }: Job): string {
  return startedAt === null || finishedAt === null
    ? ''
    : `, ${((finishedAt - startedAt) / 1000).toFixed(1)} s`
}

/** Round words: nobody needs to the second what is a guess. */
export function durationWords(seconds: number): string {
  if (seconds < 10) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 60) return `${Math.round(seconds / 5) * 5} s`
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`

/** A name that cannot steer a terminal. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '?')
