import { EngineName } from '../../../src-shared/contract/engine.ts'
import { PageState, type PageSummary } from '../../../src-shared/contract/job.ts'
import { problemOfRow, reader } from './job-row.ts'

/** A row of the table `pages`. */
export interface PageRow {
  readonly job_seq: number
  readonly number: number
  readonly document_number: number
  readonly page_in_document: number
  readonly state: string
  readonly attempt: number
  readonly strikes: number
  readonly foreign_kills: number
  readonly problem_code: string | null
  readonly problem_detail: string | null
  readonly engine: string | null
  readonly confidence: number | null
  readonly word_count: number | null
  readonly duration_ms: number | null
  readonly finished_at: number | null
}

/** Where the page of a row stands. */
export const pageOfRow = (row: PageRow): PageSummary => ({
  number: row.number,
  documentNumber: row.document_number,
  pageInDocument: row.page_in_document,
  state: readState(row.state),
  attempt: row.attempt,
  problem: problemOfRow(row),
  engine: row.engine === null ? null : readEngine(row.engine),
  confidence: row.confidence,
  wordCount: row.word_count,
  durationMs: row.duration_ms,
  finishedAt: row.finished_at,
})

const readState = reader(PageState, 'page state')
/** An engine's name in a row. */
export const readEngine = reader(EngineName, 'engine')
