import type { Job, JobId } from '../../src-shared/contract/job.ts'
import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import { findStored } from './find-stored.ts'

/** Lets a paused job go on at the place that it had in the queue. Throws `wrong-state`. */
export function resumeJob(parts: Pick<AppParts, 'jobs' | 'running'>): (jobId: JobId) => Promise<Job> {
  return async jobId => {
    const { job } = await findStored(parts, jobId)
    if (job.state === 'queued' || job.state === 'processing') return job
    const resumed = await parts.jobs.change(jobId, { event: 'resume' })
    if (!resumed) throw new ProblemError('wrong-state', `The job is ${job.state}`)
    parts.running.checkFinished(jobId)
    return resumed
  }
}
