import type { JobId } from '../../../src-shared/contract/job.ts'
import type { FigureName, Page } from '../../../src-shared/contract/page.ts'

/** Files of a job that are written again and again, or once at the end. */
export type JobFile =
  | 'metadata.json'
  | 'progress.json'
  | 'structure.json'
  | 'result.md'
  | 'result_metadata.json'

/** The files in a job's folder. */
export interface JobFiles {
  /** Writes the file piece by piece and puts it in place when it is whole. Answers its size. */
  write(jobId: JobId, file: JobFile, pieces: AsyncIterable<string> | Iterable<string>): Promise<number>
  /** Undefined when there is no such file. */
  read(jobId: JobId, file: JobFile): Promise<OpenFile | undefined>
  writePage(jobId: JobId, page: Page): Promise<number>
  /** Undefined when the page was not written or is damaged. */
  readPage(jobId: JobId, number: number): Promise<Page | undefined>
  /** A picture out of the text, whole; undefined when there is none of this name. */
  readFigure(jobId: JobId, name: FigureName): Promise<Uint8Array | undefined>
  sizeOf(jobId: JobId, name: string): Promise<number | undefined>
  /** Lets `draw` make an image at a temporary path and puts it in place. Answers the path; an image made before is answered at once. */
  keepImage(jobId: JobId, name: string, draw: (path: string) => Promise<void>): Promise<string>
}

export interface OpenFile {
  readonly sizeBytes: number
  readonly body: AsyncIterable<Uint8Array>
}
