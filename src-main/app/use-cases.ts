import type { Callback, CallbackLog, Delivery } from '../../src-shared/contract/callback.ts'
import type { EngineName } from '../../src-shared/contract/engine.ts'
import type { NumberedEvent } from '../../src-shared/contract/events.ts'
import type { Job, JobId, JobOptions, JobOrigin, PageSummary } from '../../src-shared/contract/job.ts'
import type { Page } from '../../src-shared/contract/page.ts'
import type { ExportFormat, JobList, ListJobsQuery } from '../../src-shared/contract/routes.ts'
import type { SettingsPatch, SettingsReply } from '../../src-shared/contract/settings.ts'

/** A file that stands, whole and synced, in the staging folder. */
export interface StagedFile {
  readonly path: string
  /** As the client named it; data only, never part of a path. */
  readonly name: string
  readonly sizeBytes: number
}

/** Where a job's pages and its end are posted to. */
export type CallbackRequest = Callback

export interface SubmitRequest {
  readonly files: readonly StagedFile[]
  readonly options: Partial<JobOptions>
  readonly password: string | null
  readonly origin: JobOrigin
  /** Made by the client; a second submit with the same key answers with the first one's job. */
  readonly uploadKey: string | null
  /** What a file that can't be read does to the others: without a word, it refuses them all. */
  readonly badFiles?: 'refuse-all' | 'fail-alone'
  /** Null where nobody wants to be called. */
  readonly callback: CallbackRequest | null
  /** Aborted when the client abandons the upload or hangs up before the reply. */
  readonly signal: AbortSignal
}

export interface ResultRequest {
  readonly jobId: JobId
  readonly format: ExportFormat
  readonly document: number | null
  readonly pages: string
  readonly partial: boolean
  /** Where links in Markdown find the pictures, a folder beside it; `images` when it is missing, as in the job's folder. */
  readonly figureFolder?: string
}

export interface ResultFile {
  readonly mediaType: string
  /** Sanitised, with extension, for Content-Disposition. */
  readonly fileName: string
  readonly body: AsyncIterable<Uint8Array>
  /** Null where it isn't known before the end. */
  readonly sizeBytes: number | null
}

export interface FileOnDisk {
  readonly path: string
  readonly mediaType: string
  readonly fileName: string
  readonly sizeBytes: number
}

/** The job's `result_metadata.json`, as dialect A's /metadata answers it. */
export interface ResultMetadata {
  readonly filename: string
  readonly total_pages: number
  readonly processed_at: string
  readonly processing_time_seconds: number
  readonly prompt_used: string
}

/**
 * Everything that a caller can ask of Pageloom; the server, its dialects and the desktop use nothing else.
 * Each throws ProblemError with the codes named.
 */
export interface UseCases {
  /** Streams an upload to the staging folder. Throws file-too-large, storage-full, upload-cut-off; nothing is left behind then. */
  stageFile(name: string, bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<StagedFile>
  /** Removes a staged file that will not become a job. */
  discardStaged(file: StagedFile): Promise<void>
  /** Inspects the files and commits the job. On a throw the staged files are gone. */
  submitJob(request: SubmitRequest): Promise<Job>
  /** Throws job-not-found. */
  findJob(jobId: JobId): Promise<Job>
  listJobs(query: ListJobsQuery): Promise<JobList>
  /** Cancelling a job at rest changes nothing. */
  cancelJob(jobId: JobId): Promise<Job>
  pauseJob(jobId: JobId): Promise<Job>
  resumeJob(jobId: JobId): Promise<Job>
  /** Reads failed pages (all, or one) again. Throws page-not-found, wrong-state. */
  retryPages(jobId: JobId, number: number | null): Promise<Job>
  /** Cancels first where needed, then removes rows and files. */
  deleteJob(jobId: JobId): Promise<void>
  /** Whether there was such a job until retention removed it; remembered for some months. */
  hasExpired(jobId: JobId): Promise<boolean>
  /** Throws result-not-ready unless completed (or `partial`). */
  openResult(request: ResultRequest): Promise<ResultFile>
  resultMetadata(jobId: JobId): Promise<ResultMetadata>
  listPages(jobId: JobId): Promise<readonly PageSummary[]>
  /** How many pages each engine has read so far. */
  pagesByEngine(jobId: JobId): Promise<ReadonlyMap<EngineName, number>>
  /** Throws page-not-found, result-not-ready; a failed page throws its own problem. */
  readPage(jobId: JobId, number: number): Promise<Page>
  /** Draws the page (kept on disk afterwards), upright as it was read. Throws no-page-image for documents that have no look. */
  pageImage(jobId: JobId, number: number, sidePx: number): Promise<FileOnDisk>
  /** The PNG of the page at this resolution with a frame around each region; it is drawn anew each time. Throws as readPage does, and for a page that has no picture. */
  annotatedPage(jobId: JobId, number: number, dpi: number): Promise<AsyncIterable<Uint8Array>>
  /** Throws figure-not-found. */
  figureFile(jobId: JobId, name: string): Promise<FileOnDisk>
  documentFile(jobId: JobId, number: number): Promise<FileOnDisk>
  /** Resolves when the job is at rest, or rejects when the signal is aborted. */
  waitForJob(jobId: JobId, signal: AbortSignal): Promise<Job>
  /** Events after `afterSeq` (null: from now on), then live ones, until the signal is aborted. `reset` first when they are no longer kept. */
  followEvents(
    afterSeq: number | null,
    jobId: JobId | null,
    signal: AbortSignal,
  ): AsyncIterable<NumberedEvent | { readonly reset: number }>
  /** What was posted for a job, at most `limit` of it. */
  callbackLog(jobId: JobId, limit: number): Promise<CallbackLog>
  /** Posts one that was given up once more. Throws callback-not-found, wrong-state. */
  retryDelivery(jobId: JobId, id: number): Promise<Delivery>
  jobCounts(): Promise<{ active: number; queued: number }>
  readSettings(): Promise<SettingsReply>
  changeSettings(patch: SettingsPatch): Promise<SettingsReply>
}
