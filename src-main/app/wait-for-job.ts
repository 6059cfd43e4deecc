import { isAtRest } from '../../src-shared/contract/job-transitions.ts'
import type { AppParts } from './app-parts.ts'
import { findStored } from './find-stored.ts'
import type { UseCases } from './use-cases.ts'

/** Resolves when the job is at rest. */
export function waitForJob(parts: Pick<AppParts, 'jobs' | 'events'>): UseCases['waitForJob'] {
  return async (jobId, signal) => {
    let seq = await parts.events.lastSeq()
    let { job } = await findStored(parts, jobId)
    while (!isAtRest(job.state)) {
      await parts.events.grown(seq, signal)
      signal.throwIfAborted()
      const batch = await parts.events.after(seq, jobId)
      seq = batch?.seq ?? (await parts.events.lastSeq())
      const isConcerned = !batch || batch.events.some(({ event }) => event.kind !== 'page-changed')
      if (isConcerned) job = (await findStored(parts, jobId)).job
    }
    return job
  }
}
