import type { Job, JobId } from '../../src-shared/contract/job.ts'
import { isAtRest } from '../../src-shared/contract/job-transitions.ts'
import type { AppParts } from './app-parts.ts'
import { findStored } from './find-stored.ts'

/** Cancels a job; its pages leave the workers, those that are done stay. A job at rest stays as it is. */
export function cancelJob(parts: Pick<AppParts, 'jobs' | 'running'>): (jobId: JobId) => Promise<Job> {
  return async jobId => {
    const { job } = await findStored(parts, jobId)
    if (isAtRest(job.state)) return job
    const cancelled = await parts.jobs.change(jobId, { event: 'cancel' })
    await parts.running.withdraw(jobId)
    return cancelled ?? (await findStored(parts, jobId)).job
  }
}
