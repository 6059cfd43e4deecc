import type { Job, JobState } from '../../../src-shared/contract/job.ts'
import { PROBLEMS } from '../../../src-shared/contract/problem.ts'

type Words = Readonly<Record<JobState, string>>

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
  d: {
    ...waiting('pending'),
    processing: 'processing',
    completed: 'completed',
    failed: 'failed',
    cancelled: 'failed',
  },
} as const satisfies Record<string, Words>

/** The word for `GET /jobs/{id}`, which A and D share: it follows the door by which the job came. */
export function sharedStatusWord({ state, origin }: Job): string {
  return origin === 'dialect-d' ? STATUS_WORDS.d[state] : STATUS_WORDS.a[state]
}

/** Why a job has no result, or null. D has no word for cancelled and says it here. */
export function sharedError({ state, origin, problem }: Job): string | null {
  if (state === 'failed' && problem)
    return [PROBLEMS[problem.code].words, problem.detail].filter(Boolean).join(' ')
  return state === 'cancelled' && origin === 'dialect-d' ? 'Cancelled' : null
}
