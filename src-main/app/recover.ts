import type { JobId } from '../../src-shared/contract/job.ts'
import type { AppParts } from './app-parts.ts'
import { restoreJobs } from './restore-jobs.ts'

/** So many of the last finished jobs may have a readable copy that a crash left behind the truth. */
const LAST_FINISHED = 20

export interface Recovery {
  /** Jobs that go on. */
  readonly continued: readonly JobId[]
  /** Jobs whose readable copies are to be written anew. */
  readonly stale: readonly JobId[]
  /** Jobs whose pages are all read but whose result was not yet written. */
  readonly readToTheEnd: readonly JobId[]
  /** Jobs that came back from their folders after the database was lost. */
  readonly restored: number
}

/** Mends at the start what a crash left: call it before anything else runs. */
export function recover(
  parts: Pick<
    AppParts,
    'staging' | 'folders' | 'files' | 'jobs' | 'census' | 'queue' | 'seal' | 'clock' | 'log'
  >,
): () => Promise<Recovery> {
  return async () => {
    await parts.staging.sweep()
    const rowless = await parts.folders.sweep({
      has: async jobId => (await parts.jobs.find(jobId)) !== undefined,
      remove: async jobId => {
        await parts.jobs.remove(jobId)
      },
    })
    const restored = await restoreJobs(parts)(rowless)
    const continued = await parts.queue.recover()
    const unfinished = await parts.census.unfinished()
    const shelved = await parts.census.shelved()
    const begun = unfinished.filter(job => job.startedAt !== null)
    const stale = [...begun, ...shelved.slice(-LAST_FINISHED)].map(job => job.id)
    const readToTheEnd = begun.filter(job => job.donePages >= job.pageCount).map(job => job.id)
    parts.log.info('recovered', {
      continued: continued.length,
      unfinished: unfinished.length,
      restored,
    })
    return { continued, stale, readToTheEnd, restored }
  }
}
