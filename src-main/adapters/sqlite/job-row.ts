import Type, { type Static, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Document, type Job, JobOptions, JobOrigin, JobState } from '../../../src-shared/contract/job.ts'
import { ProblemCode } from '../../../src-shared/contract/problem.ts'
import type { StoredJob } from '../../core/job/stored-job.ts'
import type { JobOutlook } from '../../core/ports/job-outlook.ts'

/** A row of the table `jobs`. */
export interface JobRow {
  readonly seq: number
  readonly id: string
  readonly name: string
  readonly state: string
  readonly origin: string
  readonly options: string
  readonly documents: string
  readonly input_names: string
  readonly password: string | null
  readonly turn: number
  readonly page_count: number
  readonly done_pages: number
  readonly failed_pages: number
  readonly blank_pages: number
  readonly created_at: number
  readonly started_at: number | null
  readonly finished_at: number | null
  readonly problem_code: string | null
  readonly problem_detail: string | null
  readonly size_bytes: number
  readonly continued_at_page: number | null
}

/** The job that a row tells of. */
export function jobOfRow(row: JobRow, jobsAhead: number, outlook: JobOutlook): Job {
  const state = readState(row.state)
  const isActive = state === 'queued' || state === 'processing'
  return {
    id: row.id,
    name: row.name,
    state,
    origin: readOrigin(row.origin),
    options: readOptions(JSON.parse(row.options)),
    documents: readDocuments(JSON.parse(row.documents)),
    pageCount: row.page_count,
    donePages: row.done_pages,
    failedPages: row.failed_pages,
    blankPages: row.blank_pages,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    problem: isActive ? outlook.hold() : problemOfRow(row),
    sizeBytes: row.size_bytes,
    secondsLeft: isActive ? outlook.secondsLeft(row.id, row.page_count - row.done_pages) : null,
    jobsAhead,
    continuedAtPage: row.continued_at_page,
  }
}

/** With what only the server may know. */
export const storedJobOfRow = (row: JobRow, jobsAhead: number, outlook: JobOutlook): StoredJob => ({
  job: jobOfRow(row, jobsAhead, outlook),
  inputNames: inputNamesOfRow(row),
  password: row.password,
})

export const inputNamesOfRow = (row: JobRow): readonly string[] => readNames(JSON.parse(row.input_names))

export const optionsOfRow = (row: JobRow): JobOptions => readOptions(JSON.parse(row.options))

export const documentsOfRow = (row: JobRow): readonly Document[] => readDocuments(JSON.parse(row.documents))

export const jobStateOf = (text: string): JobState => readState(text)

/** The problem of a job's or page's row, in the contract's shape. */
export function problemOfRow(row: {
  readonly problem_code: string | null
  readonly problem_detail: string | null
}): { code: ProblemCode; detail: string } | null {
  if (row.problem_code === null) return null
  return { code: readCode(row.problem_code), detail: row.problem_detail ?? '' }
}

/** What comes from a file is unknown until its schema has accepted it. */
export function reader<Schema extends TSchema>(
  schema: Schema,
  what: string,
): (value: unknown) => Static<Schema> {
  const validator = Compile(schema)
  return value => {
    if (validator.Check(value)) return value
    throw new Error(`The database holds a ${what} that makes no sense`)
  }
}

const readState = reader(JobState, 'job state')
const readOrigin = reader(JobOrigin, 'job origin')
const readOptions = reader(JobOptions, 'set of job options')
const readDocuments = reader(Type.Array(Document), 'list of documents')
const readNames = reader(Type.Array(Type.String()), 'list of files')
const readCode = reader(ProblemCode, 'problem code')
