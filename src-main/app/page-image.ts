import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import { findPage, findStored } from './find-stored.ts'
import type { UseCases } from './use-cases.ts'

/** Page images are drawn as JPEG. */
const MEDIA_TYPE = 'image/jpeg'

/** Draws the page upright as it was read, and keeps the image beside the result. */
export function pageImage(
  parts: Pick<AppParts, 'jobs' | 'pages' | 'files' | 'folders' | 'inspector'>,
): UseCases['pageImage'] {
  return async (jobId, number, sidePx) => {
    const { job, inputNames, password } = await findStored(parts, jobId)
    const page = await findPage(parts, jobId, number)
    const document = job.documents[page.documentNumber - 1]
    const inputName = inputNames[page.documentNumber - 1]
    if (!document || inputName === undefined) throw new ProblemError('document-not-found')
    const rotation = (await parts.files.readPage(jobId, number))?.rotation ?? 0
    const source = {
      path: parts.folders.pathOf(jobId, inputName),
      mediaType: document.mediaType,
      password,
      pageInDocument: page.pageInDocument,
      number,
      documentNumber: page.documentNumber,
    }
    const name = `page-${String(number).padStart(6, '0')}-${sidePx}-${rotation}.jpg`
    const path = await parts.files.keepImage(jobId, name, async outputPath => {
      await parts.inspector.render(source, { outputPath, rotation, maxSidePx: sidePx })
    })
    const sizeBytes = (await parts.files.sizeOf(jobId, `images/${name}`)) ?? 0
    return { path, mediaType: MEDIA_TYPE, fileName: name, sizeBytes }
  }
}
