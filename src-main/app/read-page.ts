import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import { findPage, findStored } from './find-stored.ts'
import { markersOfJobs } from './job-structure.ts'
import type { UseCases } from './use-cases.ts'

/** One page's result. */
export function readPage(parts: Pick<AppParts, 'jobs' | 'pages' | 'files' | 'census'>): UseCases['readPage'] {
  const markerOf = markersOfJobs(parts)
  return async (jobId, number) => {
    const summary = await findPage(parts, jobId, number)
    if (summary.problem) throw new ProblemError(summary.problem.code, summary.problem.detail)
    if (summary.state !== 'recognised' && summary.state !== 'blank') {
      throw new ProblemError('result-not-ready', `Page ${number} is ${summary.state}`)
    }
    const page = await parts.files.readPage(jobId, number)
    if (!page) throw new ProblemError('page-unreadable', 'Its result on disk is damaged')
    await parts.census.markRead(jobId)
    const { job } = await findStored(parts, jobId)
    return (await markerOf(job))(page)
  }
}
