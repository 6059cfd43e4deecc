import type { AppParts } from './app-parts.ts'
import { findStored } from './find-stored.ts'
import type { UseCases } from './use-cases.ts'

/** What was posted for a job, and what came of it. */
export function callbackLog(parts: Pick<AppParts, 'jobs' | 'deliveries'>): UseCases['callbackLog'] {
  return async (jobId, limit) => {
    await findStored(parts, jobId)
    return parts.deliveries.log(jobId, limit)
  }
}
