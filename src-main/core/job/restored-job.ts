import Type from 'typebox'
import { Check } from 'typebox/value'
import {
  Document,
  type Job,
  JobId,
  JobOptions,
  JobOrigin,
  JobState,
} from '../../../src-shared/contract/job.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import type { Page } from '../../../src-shared/contract/page.ts'
import type { PageEnd } from '../ports/page-queue.ts'
import { CallbackCopy, restoredDeliveries } from './callback-copy.ts'
import { keptBytes } from './folder-files.ts'
import { pageRange } from './page-range.ts'
import type { NewJob, NewPage } from './stored-job.ts'

/** Null for a file that was refused. */
const InputName = Type.Union([Type.String({ pattern: '^input(-[0-9]+)?[.][a-z]+$' }), Type.Null()])

/** What of `metadata.json` is needed to enter a job anew. */
export const FolderMetadata = Type.Object({
  job_id: JobId,
  filename: Type.String(),
  state: JobState,
  origin: JobOrigin,
  options: JobOptions,
  documents: Type.Array(Type.Intersect([Document, Type.Object({ file: InputName })]), { minItems: 1 }),
  created_at: Type.Number(),
  started_at: Type.Union([Type.Number(), Type.Null()]),
  completed_at: Type.Union([Type.Number(), Type.Null()]),
  callback: Type.Optional(Type.Union([CallbackCopy, Type.Null()])),
})
export type FolderMetadata = Type.Static<typeof FolderMetadata>

/** The metadata, or undefined when the file tells too little. */
export function readFolderMetadata(text: string): FolderMetadata | undefined {
  try {
    const metadata: unknown = JSON.parse(text)
    return Check(FolderMetadata, metadata) ? metadata : undefined
  } catch {
    return undefined
  }
}

/** The places of a job's pages, by its documents and page range. */
export function pagesOfMetadata({ documents, options }: FolderMetadata): NewPage[] {
  const pages: NewPage[] = []
  for (const document of documents) {
    if (document.problem) continue
    for (const pageInDocument of pageRange(options.pages, document.pagesInFile)) {
      pages.push({ number: pages.length + 1, documentNumber: document.number, pageInDocument })
    }
  }
  return pages
}

/** A job whose row was lost, made anew from its folder: pages whose results lie on disk are done, the others wait, or have failed. */
export function restoredJob(
  metadata: FolderMetadata,
  pages: readonly RestoredPage[],
  { openUrl, now }: RestoredCallback,
): NewJob {
  const { job_id: id, filename: name, origin, options, documents } = metadata
  const state = isAtRest(metadata.state) ? metadata.state : 'queued'
  const ends = pages.map(page => endOf(page, state))
  const job: Job = {
    id,
    name,
    state,
    origin,
    options,
    documents: documents.map(({ file: _, ...document }) => document),
    pageCount: pages.length,
    donePages: ends.filter(end => end !== undefined).length,
    failedPages: ends.filter(end => end?.kind === 'failed').length,
    blankPages: ends.filter(end => end?.kind === 'blank').length,
    createdAt: millisecondsOf(metadata.created_at) ?? 0,
    startedAt: millisecondsOf(metadata.started_at),
    finishedAt: isAtRest(state) ? millisecondsOf(metadata.completed_at ?? metadata.created_at) : null,
    problem: null,
    sizeBytes: keptBytes(documents) + pages.reduce((sum, page) => sum + (page.sizeBytes ?? 0), 0),
    secondsLeft: null,
    jobsAhead: 0,
    continuedAtPage: null,
  }
  const copy = metadata.callback ?? null
  const url = copy ? openUrl(copy.sealed_url) : undefined
  const read = pages.flatMap(({ place }, index) => (ends[index]?.kind === 'recognised' ? [place.number] : []))
  const deliveries =
    copy && url !== undefined
      ? restoredDeliveries(copy, { pageCount: pages.length, isAtRest: isAtRest(state), pages: read, now })
      : []
  const newPages = pages.map(({ place }, index) => ({ ...place, end: ends[index] ?? null }))
  return {
    job,
    inputNames: documents.map(({ file }) => file ?? ''),
    password: null,
    uploadKey: null,
    callback: url === undefined || !copy ? null : { url, taskId: copy.task_id },
    pages: newPages,
    deliveries,
  }
}

/** What a callback of a lost database needs to go on. */
export interface RestoredCallback {
  /** Undefined where the address can't be opened any more. */
  readonly openUrl: (sealed: string) => string | undefined
  readonly now: number
}

export interface RestoredPage {
  readonly place: NewPage
  /** Its result on disk, if there is one. */
  readonly page: Page | undefined
  readonly sizeBytes: number | undefined
}

function endOf({ page, sizeBytes = 0 }: RestoredPage, state: JobState): PageEnd | undefined {
  if (!page) return state === 'completed' || state === 'failed' ? LOST : undefined
  const { engine, confidence } = page
  const wordCount = page.regions.reduce(
    (sum, region) => sum + region.lines.reduce((words, line) => words + line.words.length, 0),
    0,
  )
  const durationMs = page.timings.total ?? 0
  return {
    kind: isBlank(page) ? 'blank' : 'recognised',
    engine,
    confidence,
    wordCount,
    durationMs,
    sizeBytes,
  }
}

const LOST: PageEnd = {
  kind: 'failed',
  problem: 'page-unreadable',
  detail: 'Its result was lost with the database',
}

/** An engine that finds no text says so in a notice; a blank page was never given to one. */
const isBlank = (page: Page): boolean => page.regions.length === 0 && page.notices.length === 0

const millisecondsOf = (seconds: number | null): number | null =>
  seconds === null ? null : Math.round(seconds * 1000)
