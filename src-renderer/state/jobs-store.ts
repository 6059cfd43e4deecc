import { create } from 'zustand'
import type { ServerEvent } from '../../src-shared/contract/events.ts'
import type { Job } from '../../src-shared/contract/job.ts'
import { isAtRest } from '../../src-shared/contract/job-transitions.ts'

export type JobsById = Readonly<Record<string, Job>>

interface Jobs {
  /** The jobs at work, those that wait, and those that this window shows or has shown. */
  readonly jobs: JobsById
  /**
   * Takes the jobs of a reply. `before` are the jobs as they stood when it was asked for: what an event has told since
   * is newer than the reply and stays. Without `before`, any job that is known stays.
   */
  readonly put: (jobs: readonly Job[], before?: JobsById) => void
  /** Takes what an event tells; a job at rest that nobody looks at is not kept. */
  readonly apply: (event: ServerEvent) => void
  readonly forget: (jobId: string) => void
}

/** Jobs as the server tells of them. */
export const useJobs = create<Jobs>()(set => ({
  jobs: {},
  put: (jobs, before = {}) =>
    set(state => ({
      jobs: {
        ...state.jobs,
        ...Object.fromEntries(jobs.map(job => [job.id, newer(job, state.jobs, before)])),
      },
    })),
  apply: event => set(state => ({ jobs: afterEvent(state.jobs, event) })),
  forget: jobId => set(state => ({ jobs: without(state.jobs, jobId) })),
}))

/** The reply's job, or what was heard of it since the reply was asked for. */
export function newer(reply: Job, now: JobsById, before: JobsById): Job {
  const known = now[reply.id]
  return known && known !== before[reply.id] ? known : reply
}

/** The jobs that work or wait, the working ones first, then in the order in which they came. */
export function unfinishedJobs(jobs: JobsById): Job[] {
  const rank = (job: Job) => (job.state === 'processing' ? 0 : 1)
  return Object.values(jobs)
    .filter(job => !isAtRest(job.state))
    .sort((a, b) => rank(a) - rank(b) || a.createdAt - b.createdAt)
}

/** The job as a page's event leaves it. */
export function afterPage(job: Job, event: Extract<ServerEvent, { kind: 'page-changed' }>): Job {
  const { donePages, failedPages, blankPages, secondsLeft } = event
  return { ...job, donePages, failedPages, blankPages, secondsLeft }
}

function afterEvent(jobs: JobsById, event: ServerEvent): JobsById {
  switch (event.kind) {
    case 'job-changed':
      if (isAtRest(event.job.state) && !jobs[event.job.id]) return jobs
      return { ...jobs, [event.job.id]: event.job }
    case 'page-changed': {
      const job = jobs[event.jobId]
      return job ? { ...jobs, [job.id]: afterPage(job, event) } : jobs
    }
    case 'job-deleted':
      return without(jobs, event.jobId)
  }
}

function without(jobs: JobsById, jobId: string): JobsById {
  if (!jobs[jobId]) return jobs
  const { [jobId]: _gone, ...rest } = jobs
  return rest
}
