import type { JobId } from '../../src-shared/contract/job.ts'
import type { WhyRemoved } from '../core/ports/job-store.ts'
import type { AppParts } from './app-parts.ts'
import { cancelJob } from './cancel-job.ts'

/** Cancels the job where needed, then removes its rows and files. */
export function deleteJob(
  parts: Pick<AppParts, 'jobs' | 'running' | 'folders' | 'log'>,
): (jobId: JobId, why?: WhyRemoved) => Promise<void> {
  return async (jobId, why) => {
    await cancelJob(parts)(jobId)
    await parts.running.withdraw(jobId)
    await parts.folders.remove(jobId, async () => {
      await parts.jobs.remove(jobId, why)
    })
    parts.log.info('job-deleted', { jobId })
  }
}
