import type { JobId } from '../../../src-shared/contract/job.ts'

/** A file that moves from the staging area into a job's folder. */
export interface DocumentFile {
  readonly stagedPath: string
  /** Its name in the folder: made by us, never the client's. */
  readonly name: string
}

/** How the folders ask about the jobs' rows. */
export interface JobRows {
  has(jobId: JobId): Promise<boolean>
  remove(jobId: JobId): Promise<void>
}

/** The folders `jobs/{job_id}/`: made and removed so that a crash at any point can be mended at the next start. */
export interface JobFolders {
  /** Makes the folder with its documents, marked as not yet committed. Nothing is left of it when this throws. */
  create(jobId: JobId, documents: readonly DocumentFile[]): Promise<void>
  /** Takes the mark away: the job's row is committed. */
  confirm(jobId: JobId): Promise<void>
  /** Puts the folder out of sight, has the row removed, removes the files. */
  remove(jobId: JobId, removeRow: () => Promise<void>): Promise<void>
  /** Mends what a crash interrupted. Answers the folders that have no row: those of a database that was lost. */
  sweep(rows: JobRows): Promise<readonly JobId[]>
  pathOf(jobId: JobId, name: string): string
}
