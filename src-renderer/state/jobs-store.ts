import { create } from 'zustand'
import type { ServerEvent } from '../../src-shared/contract/events.ts'
import type { Job } from '../../src-shared/contract/job.ts'
import { isAtRest } from '../../src-shared/contract/job-transitions.ts'

interface Jobs {
  /** The jobs at work, those that wait, and those that this window shows or has shown. */
  readonly jobs: Readonly<Record<string, Job>>
  readonly put: (jobs: readonly Job[]) => void
  /** Takes what an event tells; a job at rest that nobody looks at is not kept. */
  readonly apply: (event: ServerEvent) => void
  readonly forget: (jobId: string) => void
}

/** Jobs as the server tells of them. */
export const useJobs = create<Jobs>()(set => ({
  jobs: {},
  put: jobs =>
    set(state => ({ jobs: { ...state.jobs, ...Object.fromEntries(jobs.map(job => [job.id, job])) } })),
  apply: event => set(state => ({ jobs: afterEvent(state.jobs, event) })),
  forget: jobId => set(state => ({ jobs: without(state.jobs, jobId) })),
}))

/** The jobs that work or wait, the working ones first, then in the order in which they came. */
export function unfinishedJobs(jobs: Readonly<Record<string, Job>>): Job[] {
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

function afterEvent(jobs: Readonly<Record<string, Job>>, event: ServerEvent): Readonly<Record<string, Job>> {
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

function without(jobs: Readonly<Record<string, Job>>, jobId: string): Readonly<Record<string, Job>> {
  if (!jobs[jobId]) return jobs
  const { [jobId]: _gone, ...rest } = jobs
  return rest
}
