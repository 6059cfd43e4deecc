import type { Job, JobState } from '../../../src-shared/contract/job.ts'
import { PROBLEMS } from '../../../src-shared/contract/problem.ts'

type Words = Readonly<Record<JobState, string>>
type Dialect = keyof typeof STATUS_WORDS

const waiting = (word: string) => ({ scheduled: word, queued: word, paused: word })

/** Our states in the words of each dialect; the one table for all of them. */
export const STATUS_WORDS = {
  a: {
    ...waiting('queued'),
    processing: 'processing',
    completed: 'completed',
    failed: 'failed',
    cancelled: 'cancelled',
  },
  b: {
    ...waiting('pending'),
    processing: 'processing',
    completed: 'completed',
    failed: 'failed',
    cancelled: 'failed',
  },
  c: {
    ...waiting('pending'),
    processing: 'running',
    completed: 'completed',
    failed: 'failed',
    cancelled: 'failed',
  },
  d: {
    ...waiting('pending'),
    processing: 'processing',
    completed: 'completed',
    failed: 'failed',
    cancelled: 'failed',
  },
  e: {
    ...waiting('queued'),
    processing: 'processing',
    completed: 'completed',
    failed: 'failed',
    cancelled: 'failed',
  },
} as const satisfies Record<string, Words>

/** Why a job has no result, or null. Only A has a word for cancelled; the others say it here. */
export function errorWords({ state, problem }: Job, dialect: Dialect): string | null {
  if (state === 'failed' && problem)
    return [PROBLEMS[problem.code].words, problem.detail].filter(Boolean).join(' ')
  return state === 'cancelled' && dialect !== 'a' ? 'Cancelled' : null
}

/** The word for `GET /jobs/{id}`, which A and D share: it follows the door by which the job came. */
export const sharedStatusWord = (job: Job): string => STATUS_WORDS[sharedDialect(job)][job.state]

/** Why a job has no result, for `GET /jobs/{id}`. */
export const sharedError = (job: Job): string | null => errorWords(job, sharedDialect(job))

const sharedDialect = ({ origin }: Job): Dialect => (origin === 'dialect-d' ? 'd' : 'a')
