import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import { findPage, findStored } from './find-stored.ts'
import type { UseCases } from './use-cases.ts'

/** Reads failed pages again (all, or one); a cancelled job goes on where it was. */
export function retryPages(parts: Pick<AppParts, 'jobs' | 'pages' | 'queue'>): UseCases['retryPages'] {
  return async (jobId, number) => {
    const { job } = await findStored(parts, jobId)
    if (number !== null) {
      const page = await findPage(parts, jobId, number)
      if (page.state !== 'failed') throw new ProblemError('wrong-state', `Page ${number} is ${page.state}`)
    } else if (job.failedPages === 0 && job.state !== 'cancelled') {
      throw new ProblemError('wrong-state', 'No page of the job has failed')
    }
    const waiting = await parts.queue.retry(jobId, number)
    if (waiting === 0) throw new ProblemError('wrong-state', 'Every page of the job is read')
    return (await findStored(parts, jobId)).job
  }
}
