import type { Job, JobId } from '../../src-shared/contract/job.ts'
import { streamResult } from '../core/export/export-result.ts'
import { resultMetadataOf } from '../core/job/folder-files.ts'
import { structureMarker } from '../core/structure/document-structure.ts'
import type { AppParts } from './app-parts.ts'
import { readStructure } from './job-structure.ts'
import type { LiveFacts } from './live-facts.ts'
import { resultPages } from './result-pages.ts'

type FinishParts = Pick<AppParts, 'jobs' | 'pages' | 'files' | 'clock' | 'log'> & {
  readonly facts: LiveFacts
}

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
  const structure = await readStructure(parts, job, parts.facts.of(job.id))
  const mark = structureMarker(structure)
  const result = await resultPages(parts, job, { document: null, pages: null, mark })
  const before = await sizeOfResult(parts, job)
  await parts.files.write(job.id, 'structure.json', [`${JSON.stringify(structure)}\n`])
  await parts.files.write(job.id, 'result.md', streamResult('md', result))
  const metadata = resultMetadataOf(job, parts.clock.now())
  await parts.files.write(job.id, 'result_metadata.json', [`${JSON.stringify(metadata, null, 2)}\n`])
  return parts.jobs.change(job.id, {
    event: 'complete',
    addedBytes: (await sizeOfResult(parts, job)) - before,
  })
}

async function sizeOfResult({ files }: FinishParts, { id }: Job): Promise<number> {
  const sizes = [await files.sizeOf(id, 'result.md'), await files.sizeOf(id, 'structure.json')]
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
}

async function fail(parts: FinishParts, job: Job): Promise<Job | undefined> {
  const first = (await parts.pages.list(job.id)).find(page => page.problem)?.problem
  const detail = first ? `${job.pageCount} of ${job.pageCount} pages; the first: ${first.code}` : ''
  return parts.jobs.change(job.id, { event: 'fail', problem: { code: 'no-page-readable', detail } })
}
