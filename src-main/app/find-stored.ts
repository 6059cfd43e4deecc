import type { JobId, PageSummary } from '../../src-shared/contract/job.ts'
import type { StoredJob } from '../core/job/stored-job.ts'
import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'

/** The job, or `job-not-found`. */
export async function findStored({ jobs }: Pick<AppParts, 'jobs'>, jobId: JobId): Promise<StoredJob> {
  const stored = await jobs.find(jobId)
  if (!stored) throw new ProblemError('job-not-found', jobId)
  return stored
}

/** The page's row, or `page-not-found` (`job-not-found` where there is no such job). */
export async function findPage(
  parts: Pick<AppParts, 'jobs' | 'pages'>,
  jobId: JobId,
  number: number,
): Promise<PageSummary> {
  const { job } = await findStored(parts, jobId)
  const page = await parts.pages.find(jobId, number)
  if (!page) throw new ProblemError('page-not-found', `Page ${number}; the job has ${job.pageCount}`)
  return page
}
