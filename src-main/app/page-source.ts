import { hasPageImages } from '../../src-shared/contract/input-kinds.ts'
import type { JobId } from '../../src-shared/contract/job.ts'
import type { PageSource } from '../../src-shared/contract/worker-wire.ts'
import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import { findPage, findStored } from './find-stored.ts'

/** Where a worker finds one page of a job to draw it. Throws job-not-found, page-not-found, document-not-found, no-page-image. */
export async function pageSource(
  parts: Pick<AppParts, 'jobs' | 'pages' | 'folders'>,
  jobId: JobId,
  number: number,
): Promise<PageSource> {
  const { job, inputNames, password } = await findStored(parts, jobId)
  const { documentNumber, pageInDocument } = await findPage(parts, jobId, number)
  const document = job.documents[documentNumber - 1]
  const inputName = inputNames[documentNumber - 1]
  if (!document || inputName === undefined) throw new ProblemError('document-not-found')
  if (!hasPageImages(document.mediaType)) throw new ProblemError('no-page-image', document.name)
  return {
    path: parts.folders.pathOf(jobId, inputName),
    mediaType: document.mediaType,
    password,
    pageInDocument,
    number,
    documentNumber,
  }
}
