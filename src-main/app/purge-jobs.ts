import { jobsToPurge } from '../core/job/retention.ts'
import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import { deleteJob } from './delete-job.ts'

const MIB = 1024 * 1024
const HOUR_MS = 3_600_000

/** Removes finished jobs over the retention limits, so that the disk never fills by itself. */
export function purgeJobs(
  parts: Pick<AppParts, 'census' | 'jobs' | 'running' | 'folders' | 'log' | 'settings' | 'clock'>,
): () => Promise<void> {
  return async () => {
    const { maxJobAgeHours, maxJobCount, maxJobStorageMb } = parts.settings.current()
    const shelved = await parts.census.shelved()
    const { sizeBytes } = await parts.census.counts()
    const shelvedBytes = shelved.reduce((sum, job) => sum + job.sizeBytes, 0)
    const outdated = jobsToPurge(shelved, sizeBytes - shelvedBytes, {
      maxAgeMs: maxJobAgeHours * HOUR_MS,
      maxCount: maxJobCount,
      maxBytes: maxJobStorageMb * MIB,
      now: parts.clock.now(),
    })
    for (const jobId of outdated) {
      await deleteJob(parts)(jobId, 'expired').catch(error => {
        if (!(error instanceof ProblemError)) throw error
      })
    }
    if (outdated.length > 0) parts.log.info('jobs-purged', { jobs: outdated.length })
  }
}
