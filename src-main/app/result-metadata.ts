import { resultMetadataOf } from '../core/job/folder-files.ts'
import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import { findStored } from './find-stored.ts'
import type { UseCases } from './use-cases.ts'

/** What stands in `result_metadata.json`. Throws `result-not-ready`. */
export function resultMetadata(parts: Pick<AppParts, 'jobs'>): UseCases['resultMetadata'] {
  return async jobId => {
    const { job } = await findStored(parts, jobId)
    if (job.state !== 'completed' || job.finishedAt === null) {
      throw new ProblemError('result-not-ready', `The job is ${job.state}`)
    }
    return resultMetadataOf(job, job.finishedAt)
  }
}
