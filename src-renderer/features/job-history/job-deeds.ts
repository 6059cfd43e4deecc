import type { Job } from '../../../src-shared/contract/job.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import type { ExportFormat } from '../../../src-shared/contract/routes.ts'
import { api } from '../../state/api.ts'
import { useJobs } from '../../state/jobs-store.ts'
import { saveResult } from '../../state/save-result.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useUploads } from '../../state/uploads-store.ts'

/** Shows a job's pages and text. */
export function openJob(job: Job): void {
  useJobs.getState().put([job])
  useUploads.getState().addJob(job.id, job.name)
  useSelection.getState().openJob(job.id)
  useSelection.getState().showTab('quick-process')
}

/** Saves the results, one after the other, until the person dismisses a dialog. */
export async function saveJobs(jobs: readonly Job[], format: ExportFormat): Promise<void> {
  for (const job of jobs.filter(each => each.donePages > each.failedPages)) {
    const saved = await saveResult(job, format).catch(() => null)
    if (!saved) return
  }
}

/** Reads the failed pages of these jobs again. */
export async function retryJobs(jobs: readonly Job[]): Promise<void> {
  for (const job of jobs.filter(each => isAtRest(each.state) && each.failedPages > 0)) {
    const before = useJobs.getState().jobs
    const changed = await api.retryJob(job.id).catch(() => null)
    if (changed) useJobs.getState().put([changed], before)
  }
}
