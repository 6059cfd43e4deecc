/** A file on its way to a job. */
export interface Staged {
  readonly path: string
  readonly sizeBytes: number
}

/** Where uploads lie until they are a job's. Emptied at each start. */
export interface StagingArea {
  /** Throws file-too-large, storage-full, upload-cut-off; nothing is left behind then. */
  stage(bytes: AsyncIterable<Uint8Array>, maxBytes: number, signal: AbortSignal): Promise<Staged>
  discard(path: string): Promise<void>
  sweep(): Promise<void>
}

/** The room on the data folder's disk. */
export interface DiskSpace {
  freeBytes(): Promise<number>
}
