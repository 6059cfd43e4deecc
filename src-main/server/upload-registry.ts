import type { JobId } from '../../src-shared/contract/job.ts'
import { ProblemError } from '../core/problem-error.ts'

const REMEMBERED_MS = 10 * 60_000
const UPLOADS_REMEMBERED = 10_000

interface Upload {
  readonly controller: AbortController
  readonly since: number
  jobId: JobId | null
}

/** Uploads by the key that their client made, so that one can be abandoned from another connection. */
export interface UploadRegistry {
  /** The signal that ends this upload. Throws upload-cut-off when it was abandoned before it came. */
  begin(uploadKey: string): AbortSignal
  /** The upload became a job. */
  end(uploadKey: string, jobId: JobId | null): void
  /** Ends a running upload, also one that is still to come; the job's id where it became one. */
  abandon(uploadKey: string): JobId | null
}

/** Keeps uploads for ten minutes after their begin; they are of this process and not stored. */
export function uploadRegistry(now: () => number): UploadRegistry {
  const uploads = new Map<string, Upload>()
  const add = (uploadKey: string): Upload => {
    for (const [key, { since }] of uploads) {
      if (now() - since < REMEMBERED_MS && uploads.size < UPLOADS_REMEMBERED) break
      uploads.delete(key)
    }
    const upload = { controller: new AbortController(), since: now(), jobId: null }
    uploads.delete(uploadKey)
    uploads.set(uploadKey, upload)
    return upload
  }
  return {
    begin(uploadKey) {
      if (uploads.get(uploadKey)?.controller.signal.aborted)
        throw new ProblemError('upload-cut-off', 'The upload was abandoned.')
      return add(uploadKey).controller.signal
    },
    end(uploadKey, jobId) {
      const upload = uploads.get(uploadKey)
      if (upload) upload.jobId = jobId
    },
    abandon(uploadKey) {
      const upload = uploads.get(uploadKey) ?? add(uploadKey)
      upload.controller.abort()
      return upload.jobId
    },
  }
}
