import type { Job } from '../../src-shared/contract/job.ts'
import type { AppParts, RunningPages } from './app-parts.ts'
import { deliverCallbacks } from './deliver-callbacks.ts'
import type { LiveOutlook } from './live-outlook.ts'
import { mirrorJobs } from './mirror-jobs.ts'
import { purgeJobs } from './purge-jobs.ts'
import { recover } from './recover.ts'
import { runPages } from './run-pages.ts'
import { storageHold } from './storage-hold.ts'

/** Those who wait further back learn it when they look. */
const TOLD_OF_HOLD = 50
const PURGE_EVERY_MS = 3_600_000

export interface RunningJobs extends RunningPages {
  stop(): Promise<void>
}

/** Everything that goes on by itself: recovery first, then the page loop, the folders' readable copies, retention. */
export async function runJobs(
  parts: Omit<AppParts, 'running'> & { readonly outlook: LiveOutlook },
): Promise<RunningJobs> {
  const { clock, log, outlook, workers, census, jobs } = parts
  const stopping = new AbortController()
  const recovery = await recover(parts)()

  let storage: Job['problem'] = null
  const tellHold = async (): Promise<void> => {
    outlook.setHold(storage ?? workers.problem())
    const concerned = (await census.unfinished()).slice(0, TOLD_OF_HOLD)
    for (const job of concerned) await jobs.tell(job.id).catch(() => undefined)
  }
  const noteHold = (): void =>
    void tellHold().catch(error =>
      log.error('hold-fault', { reason: error instanceof Error ? error.message : '' }),
    )
  workers.onProblemChange(noteHold)
  if (workers.problem()) noteHold()
  const hold = storageHold(parts, problem => {
    if (problem?.code === storage?.code) return
    storage = problem
    noteHold()
  })

  const purging = (): void =>
    void purge().catch(error =>
      log.error('purge-fault', { reason: error instanceof Error ? error.message : '' }),
    )
  const loop = runPages({ ...parts, hold, onFinished: purging })
  const purge = purgeJobs({ ...parts, running: loop })
  const mirror = mirrorJobs(parts, recovery.stale)
  const callbacks = deliverCallbacks(parts, jobId => mirror.note(jobId))
  for (const jobId of recovery.readToTheEnd) loop.checkFinished(jobId)

  const purgeNowAndThen = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      purging()
      await clock.wait(PURGE_EVERY_MS, stopping.signal)
    }
  }
  const housekeeping = purgeNowAndThen()

  return {
    withdraw: jobId => loop.withdraw(jobId),
    checkFinished: jobId => loop.checkFinished(jobId),
    async stop() {
      stopping.abort()
      await loop.stop()
      await housekeeping
      await callbacks.stop()
      await mirror.stop()
    },
  }
}
