import type { Job, JobId } from '../../src-shared/contract/job.ts'
import { beginProgress, noteDonePage, type Progress, secondsLeft } from '../core/job/progress.ts'
import type { JobOutlook } from '../core/ports/job-outlook.ts'

export interface LiveOutlook extends JobOutlook {
  /** A page of the job was handed out. */
  noteBegun(jobId: JobId): void
  noteDone(jobId: JobId): void
  forget(jobId: JobId): void
  setHold(hold: Job['problem']): void
}

/** What is known of jobs only while the program runs: their pace, and what holds everything up. */
export function liveOutlook(now: () => number): LiveOutlook {
  const paces = new Map<JobId, Progress>()
  let held: Job['problem'] = null
  return {
    secondsLeft(jobId, pagesLeft) {
      const pace = paces.get(jobId)
      return pace && !held ? secondsLeft(pace, pagesLeft, now()) : null
    },
    hold: () => held,
    noteBegun(jobId) {
      if (!paces.has(jobId)) paces.set(jobId, beginProgress(now()))
    },
    noteDone(jobId) {
      paces.set(jobId, noteDonePage(paces.get(jobId) ?? beginProgress(now()), now()))
    },
    forget(jobId) {
      paces.delete(jobId)
    },
    setHold(hold) {
      held = hold
    },
  }
}
