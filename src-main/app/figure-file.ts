import { isFigureName } from '../core/job/is-figure-name.ts'
import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import { findStored } from './find-stored.ts'
import type { UseCases } from './use-cases.ts'

/** A picture out of the text of a job, as its pages name it. */
export function figureFile(parts: Pick<AppParts, 'jobs' | 'files' | 'folders'>): UseCases['figureFile'] {
  return async (jobId, name) => {
    await findStored(parts, jobId)
    const sizeBytes = isFigureName(name) ? await parts.files.sizeOf(jobId, `images/${name}`) : undefined
    if (sizeBytes === undefined) throw new ProblemError('figure-not-found', name.slice(0, 100))
    const mediaType = name.endsWith('.png') ? 'image/png' : 'image/jpeg'
    return { path: parts.folders.pathOf(jobId, `images/${name}`), mediaType, fileName: name, sizeBytes }
  }
}
