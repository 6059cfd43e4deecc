import type { Job, JobId } from '../../src-shared/contract/job.ts'
import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import { findStored } from './find-stored.ts'

/** Pauses a job: pages in work are read to their end, no new ones are begun. Throws `wrong-state`. */
export function pauseJob(parts: Pick<AppParts, 'jobs'>): (jobId: JobId) => Promise<Job> {
  return async jobId => {
    const { job } = await findStored(parts, jobId)
    if (job.state === 'paused') return job
    const paused = await parts.jobs.change(jobId, { event: 'pause' })
    if (!paused) throw new ProblemError('wrong-state', `The job is ${job.state}`)
    return paused
  }
}
