import type { Job, PageSummary } from '../../src-shared/contract/job.ts'
import type { PageOrGap, StreamedResult } from '../core/export/job-result.ts'
import type { AppParts } from './app-parts.ts'
import type { MarkPage } from './job-structure.ts'
import { readAhead } from './read-ahead.ts'

/** The disk works while the pages before are written. */
const PAGES_AHEAD = 4

export interface ResultChoice {
  /** Only this document. */
  readonly document: number | null
  /** Only these pages; null for all. */
  readonly pages: ReadonlySet<number> | null
  /** Gives each page what its document as a whole says. */
  readonly mark: MarkPage
}

/** A job's result, read from disk a page at a time. Pages that are not done yet are left out. */
export async function resultPages(
  { files, pages }: Pick<AppParts, 'files' | 'pages'>,
  job: Job,
  choice: ResultChoice,
): Promise<StreamedResult> {
  const summaries = (await pages.list(job.id)).filter(
    page => choice.pages === null || choice.pages.has(page.number),
  )
  const readAll = async function* (documentNumber: number): AsyncGenerator<PageOrGap> {
    const ofDocument = summaries.filter(summary => summary.documentNumber === documentNumber)
    const read = readAhead(ofDocument, PAGES_AHEAD, summary => readOrGap(files, job, summary))
    for await (const page of read) {
      if (page?.kind === 'page') yield { kind: 'page', page: choice.mark(page.page) }
      else if (page) yield page
    }
  }
  return {
    name: job.name,
    documents: job.documents
      .filter(document => choice.document === null || document.number === choice.document)
      .map(({ number, name, problem }) => ({ number, name, problem: problem?.code, pages: readAll(number) })),
  }
}

async function readOrGap(
  files: AppParts['files'],
  job: Job,
  summary: PageSummary,
): Promise<PageOrGap | undefined> {
  const { number, documentNumber, pageInDocument } = summary
  const place = { number, documentNumber, pageInDocument }
  switch (summary.state) {
    case 'waiting':
    case 'processing':
      return undefined
    case 'failed': {
      const problem = summary.problem ?? { code: 'internal', detail: '' }
      return { kind: 'gap', ...place, problem: problem.code, detail: problem.detail }
    }
    case 'recognised':
    case 'blank': {
      const page = await files.readPage(job.id, number)
      if (page) return { kind: 'page', page }
      return { kind: 'gap', ...place, problem: 'page-unreadable', detail: 'Its result on disk is damaged' }
    }
  }
}
