import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import { findStored } from './find-stored.ts'
import type { UseCases } from './use-cases.ts'

/** The file as it was given. */
export function documentFile(parts: Pick<AppParts, 'jobs' | 'folders' | 'census'>): UseCases['documentFile'] {
  return async (jobId, number) => {
    const { job, inputNames } = await findStored(parts, jobId)
    const document = job.documents[number - 1]
    const inputName = inputNames[number - 1]
    if (!document || !inputName) {
      throw new ProblemError('document-not-found', `Document ${number}; the job has ${job.documents.length}`)
    }
    await parts.census.markRead(jobId)
    const path = parts.folders.pathOf(jobId, inputName)
    return { path, mediaType: document.mediaType, fileName: document.name, sizeBytes: document.sizeBytes }
  }
}
