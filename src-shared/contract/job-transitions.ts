import type { JobState, PageState } from './job.ts'

export type JobEvent =
  | 'release'
  | 'start'
  | 'pause'
  | 'resume'
  | 'giveBack'
  | 'complete'
  | 'fail'
  | 'cancel'
  | 'retry'

/** Legal changes of a job's state. What isn't in the table can't happen. */
export const JOB_TRANSITIONS = {
  scheduled: { release: 'queued', cancel: 'cancelled' },
  queued: {
    start: 'processing',
    pause: 'paused',
    cancel: 'cancelled',
    complete: 'completed',
    fail: 'failed',
  },
  processing: {
    giveBack: 'queued',
    pause: 'paused',
    complete: 'completed',
    fail: 'failed',
    cancel: 'cancelled',
  },
  paused: { resume: 'queued', cancel: 'cancelled' },
  completed: { retry: 'queued' },
  failed: { retry: 'queued' },
  cancelled: { retry: 'queued' },
} as const satisfies Record<JobState, Partial<Record<JobEvent, JobState>>>

export type PageEvent = 'lease' | 'giveBack' | 'recognise' | 'blank' | 'fail' | 'retry'

/** Legal changes of a page's state. */
export const PAGE_TRANSITIONS = {
  waiting: { lease: 'processing' },
  processing: { giveBack: 'waiting', recognise: 'recognised', blank: 'blank', fail: 'failed' },
  recognised: {},
  blank: {},
  failed: { retry: 'waiting' },
} as const satisfies Record<PageState, Partial<Record<PageEvent, PageState>>>

/** The state that `event` leads to, or undefined where the table has no such change. */
export function nextJobState(state: JobState, event: JobEvent): JobState | undefined {
  const row: Partial<Record<JobEvent, JobState>> = JOB_TRANSITIONS[state]
  return row[event]
}

/** The state that `event` leads to, or undefined where the table has no such change. */
export function nextPageState(state: PageState, event: PageEvent): PageState | undefined {
  const row: Partial<Record<PageEvent, PageState>> = PAGE_TRANSITIONS[state]
  return row[event]
}

const RESTING = new Set<JobState>(['completed', 'failed', 'cancelled'])

/** Whether nothing more will happen to a job by itself. */
export const isAtRest = (state: JobState): boolean => RESTING.has(state)
