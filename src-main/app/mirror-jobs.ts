import type { JobId } from '../../src-shared/contract/job.ts'
import { callbackCopy } from '../core/job/callback-copy.ts'
import { metadataOf, progressOf } from '../core/job/folder-files.ts'
import type { AppParts } from './app-parts.ts'

/** A folder's readable copy is at most this old. */
const MIRROR_EVERY_MS = 1000

/** What is not written by then is written after the next start. */
const LONGEST_FAREWELL_MS = 1500

export interface JobMirror {
  /** The job's copy is to be written soon, though its followers need not know. */
  note(jobId: JobId): void
  /** Writes what is still to be written, then ends. */
  stop(): Promise<void>
}

type MirrorParts = Pick<AppParts, 'jobs' | 'files' | 'events' | 'deliveries' | 'seal' | 'clock' | 'log'>

/** Keeps `metadata.json` and `progress.json` of each changed job up to date: copies of the truth, for people and scripts. */
export function mirrorJobs(parts: MirrorParts, changedBefore: readonly JobId[]): JobMirror {
  const stopping = new AbortController()
  const changed = new Set<JobId>(changedBefore)
  let wake = (): void => undefined
  let until = Number.POSITIVE_INFINITY

  async function run(): Promise<void> {
    let seq = await parts.events.lastSeq()
    while (!stopping.signal.aborted) {
      await writeAll()
      await parts.clock.wait(MIRROR_EVERY_MS, stopping.signal)
      if (changed.size === 0) await somethingNew(seq)
      seq = await follow(seq)
    }
    await follow(seq)
    await writeAll()
  }

  async function somethingNew(seq: number): Promise<void> {
    const pause = new AbortController()
    wake = () => pause.abort()
    await parts.events.grown(seq, AbortSignal.any([stopping.signal, pause.signal]))
  }

  async function follow(from: number): Promise<number> {
    let seq = from
    for (;;) {
      const batch = await parts.events.after(seq, null)
      if (!batch) return parts.events.lastSeq()
      for (const { event } of batch.events) {
        if (event.kind === 'job-changed') changed.add(event.job.id)
        if (event.kind === 'page-changed') changed.add(event.jobId)
        if (event.kind === 'job-deleted') changed.delete(event.jobId)
      }
      if (batch.seq === seq) return seq
      seq = batch.seq
    }
  }

  async function writeAll(): Promise<void> {
    for (const jobId of [...changed]) {
      if (parts.clock.now() > until) return
      changed.delete(jobId)
      await writeMirror(parts, jobId).catch(error =>
        parts.log.warn('mirror-fault', { jobId, reason: error instanceof Error ? error.message : '' }),
      )
    }
  }

  const running = run().catch(error =>
    parts.log.error('mirror-ended', { reason: error instanceof Error ? error.message : '' }),
  )
  return {
    note(jobId) {
      changed.add(jobId)
      wake()
    },
    async stop() {
      until = parts.clock.now() + LONGEST_FAREWELL_MS
      stopping.abort()
      await running
    },
  }
}

/** Writes the two files of a job; one that is gone by now is no error. */
async function writeMirror({ jobs, files, deliveries, seal }: MirrorParts, jobId: JobId): Promise<void> {
  const stored = await jobs.find(jobId)
  if (!stored) return
  // Each page, and the completion.
  const callback = callbackCopy(await deliveries.log(jobId, stored.job.pageCount + 1), seal)
  const progress = `${JSON.stringify(progressOf(stored.job), null, 2)}\n`
  const metadata = `${JSON.stringify(metadataOf(stored.job, stored.inputNames, callback), null, 2)}\n`
  await files.write(jobId, 'progress.json', [progress])
  await files.write(jobId, 'metadata.json', [metadata])
}
