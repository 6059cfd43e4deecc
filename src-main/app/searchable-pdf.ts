import { hasPageImages } from '../../src-shared/contract/input-kinds.ts'
import type { SearchablePdfOrder } from '../../src-shared/contract/worker-wire.ts'
import { pageFileName } from '../core/job/page-file-name.ts'
import type { StoredJob } from '../core/job/stored-job.ts'
import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import type { ResultChoice } from './result-pages.ts'

/** The job's pages as a PDF with their text. Throws no-page-image, and what the writer throws. */
export async function searchablePdf(
  { pages, folders, staging, pdfWriter }: Pick<AppParts, 'pages' | 'folders' | 'staging' | 'pdfWriter'>,
  stored: StoredJob,
  choice: Pick<ResultChoice, 'document' | 'pages'>,
): Promise<AsyncIterable<Uint8Array>> {
  const { job, inputNames, password } = stored
  const chosen = (await pages.list(job.id)).filter(
    page =>
      (choice.pages === null || choice.pages.has(page.number)) &&
      (choice.document === null || choice.document === page.documentNumber),
  )
  const documents = job.documents.flatMap((document, at): SearchablePdfOrder['documents'] => {
    const own = chosen.filter(page => page.documentNumber === document.number)
    const inputName = inputNames[at]
    if (own.length === 0 || !inputName) return []
    if (!hasPageImages(document.mediaType)) throw new ProblemError('no-page-image', document.name)
    const path = folders.pathOf(job.id, inputName)
    const rows = own.map(({ pageInDocument, number, documentNumber, state }) => ({
      ...{ pageInDocument, number, documentNumber },
      resultPath: state === 'recognised' ? folders.pathOf(job.id, pageFileName(number)) : null,
    }))
    return [{ path, mediaType: document.mediaType, password, pages: rows }]
  })
  if (documents.length === 0) throw new ProblemError('result-not-ready', 'None of these pages is there')
  return staging.passOn('.pdf', outputPath => pdfWriter.write({ documents, outputPath }))
}
