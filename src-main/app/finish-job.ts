import type { Job, JobId } from '../../src-shared/contract/job.ts'
import { streamResult } from '../core/export/export-result.ts'
import { resultMetadataOf } from '../core/job/folder-files.ts'
import type { AppParts } from './app-parts.ts'
import { resultPages } from './result-pages.ts'

type FinishParts = Pick<AppParts, 'jobs' | 'pages' | 'files' | 'clock' | 'log'>

/**
 * Brings a job whose pages are all at rest to its end: writes the result, then commits the state. False when it isn't the
 * time, e.g. because it was cancelled meanwhile.
 */
export function finishJob(parts: FinishParts): (jobId: JobId) => Promise<boolean> {
  return async jobId => {
    const stored = await parts.jobs.find(jobId)
    if (!stored || !(stored.job.state === 'processing' || stored.job.state === 'queued')) return false
    const { job } = stored
    const ended = job.failedPages === job.pageCount ? await fail(parts, job) : await complete(parts, job)
    if (ended) parts.log.info('job-finished', { jobId, state: ended.state, failedPages: ended.failedPages })
    return ended !== undefined
  }
}

async function complete(parts: FinishParts, job: Job): Promise<Job | undefined> {
  const result = await resultPages(parts, job, { document: null, pages: null })
  const before = (await parts.files.sizeOf(job.id, 'result.md')) ?? 0
  const sizeBytes = await parts.files.write(job.id, 'result.md', streamResult('md', result))
  const metadata = resultMetadataOf(job, parts.clock.now())
  await parts.files.write(job.id, 'result_metadata.json', [`${JSON.stringify(metadata, null, 2)}\n`])
  return parts.jobs.change(job.id, { event: 'complete', addedBytes: sizeBytes - before })
}

async function fail(parts: FinishParts, job: Job): Promise<Job | undefined> {
  const first = (await parts.pages.list(job.id)).find(page => page.problem)?.problem
  const detail = first ? `${job.pageCount} of ${job.pageCount} pages; the first: ${first.code}` : ''
  return parts.jobs.change(job.id, { event: 'fail', problem: { code: 'no-page-readable', detail } })
}
