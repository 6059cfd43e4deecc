import type { Document, Job } from '../../../src-shared/contract/job.ts'
import type { CallbackCopy } from './callback-copy.ts'

/**
 * `metadata.json`: dialect A's status fields and B's beside them, for people and programs that read the folder; and what is
 * needed to enter the job anew when the database was lost.
 */
export function metadataOf(job: Job, inputNames: readonly string[], callback: CallbackCopy | null) {
  return {
    job_id: job.id,
    filename: job.name,
    status: FOLDER_STATUS[job.state],
    progress: percentOf(job),
    total_pages: job.pageCount,
    processed_pages: job.donePages,
    created_at: secondsOf(job.createdAt),
    started_at: secondsOf(job.startedAt),
    completed_at: secondsOf(job.finishedAt),
    error: job.problem && job.state === 'failed' ? `${job.problem.code}: ${job.problem.detail}` : null,
    created_at_iso: isoOf(job.createdAt),
    started_at_iso: isoOf(job.startedAt),
    completed_at_iso: isoOf(job.finishedAt),
    progress_percent: Math.floor(percentOf(job)),
    prompt: job.options.prompt,
    result_file: job.state === 'completed' ? 'result.md' : null,
    failed_pages: job.failedPages,
    blank_pages: job.blankPages,
    state: job.state,
    origin: job.origin,
    options: job.options,
    documents: job.documents.map((document, index) => ({ ...document, file: inputNames[index] || null })),
    callback,
  }
}

/** Bytes of the files that the folder holds: one that was refused is not kept. */
export const keptBytes = (documents: readonly Document[]): number =>
  documents.reduce((sum, { sizeBytes, problem }) => sum + (problem ? 0 : sizeBytes), 0)

/** `progress.json`: the few figures that change with each page. */
export const progressOf = (job: Job) => ({
  job_id: job.id,
  status: FOLDER_STATUS[job.state],
  progress: percentOf(job),
  progress_percent: Math.floor(percentOf(job)),
  total_pages: job.pageCount,
  processed_pages: job.donePages,
  failed_pages: job.failedPages,
  seconds_left: job.secondsLeft,
})

/** `result_metadata.json`: dialect A's `/metadata`. */
export const resultMetadataOf = (job: Job, finishedAt: number) => ({
  filename: job.name,
  total_pages: job.pageCount,
  processed_at: (isoOf(finishedAt) ?? '').replace(/\.\d+Z$/, ''),
  processing_time_seconds: Math.max(0, finishedAt - (job.startedAt ?? finishedAt)) / 1000,
  prompt_used: job.options.prompt,
})

/** Dialect A's five words. */
const FOLDER_STATUS = {
  scheduled: 'queued',
  queued: 'queued',
  paused: 'queued',
  processing: 'processing',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
} as const satisfies Record<Job['state'], string>

const percentOf = (job: Job): number =>
  job.pageCount === 0 ? 0 : Math.round((job.donePages / job.pageCount) * 1000) / 10

const secondsOf = (instant: number | null): number | null => (instant === null ? null : instant / 1000)

const isoOf = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString()
