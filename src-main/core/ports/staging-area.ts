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
  /** Lets `draw` write a file and gives its bytes, once; the file is gone when they were taken or left. Throws what `draw` throws, and storage-full. */
  passOn(extension: string, draw: (path: string) => Promise<void>): Promise<AsyncIterable<Uint8Array>>
  sweep(): Promise<void>
}

/** The room on the data folder's disk. */
export interface DiskSpace {
  freeBytes(): Promise<number>
}
