import type { Document, Job, JobOptions } from '../../src-shared/contract/job.ts'
import { PROBLEMS } from '../../src-shared/contract/problem.ts'
import type { Inspection } from '../../src-shared/contract/worker-wire.ts'
import { callbackCopy } from '../core/job/callback-copy.ts'
import { displayName } from '../core/job/display-name.ts'
import { keptBytes, metadataOf } from '../core/job/folder-files.ts'
import { jobId } from '../core/job/job-id.ts'
import { inputName, jobName } from '../core/job/job-name.ts'
import { jobOptions } from '../core/job/job-options.ts'
import { pageRange } from '../core/job/page-range.ts'
import type { NewJob, NewPage } from '../core/job/stored-job.ts'
import { ProblemError } from '../core/problem-error.ts'
import { engineOfModel } from '../core/served/engine-of-model.ts'
import { servedUrls } from '../core/settings/served-settings.ts'
import type { AppParts } from './app-parts.ts'
import type { StagedFile, SubmitRequest, UseCases } from './use-cases.ts'

const MIB = 1024 * 1024

type SubmitParts = Pick<
  AppParts,
  | 'jobs'
  | 'census'
  | 'folders'
  | 'files'
  | 'staging'
  | 'space'
  | 'inspector'
  | 'outgoing'
  | 'seal'
  | 'settings'
  | 'limits'
  | 'clock'
  | 'log'
  | 'randomHex'
  | 'engine'
>

/** Inspects the files and commits the job: from the reply on it outlasts any crash. */
export function submitJob(parts: SubmitParts): UseCases['submitJob'] {
  return async request => {
    try {
      const earlier =
        request.uploadKey === null ? undefined : await parts.jobs.findByUploadKey(request.uploadKey)
      if (earlier) return earlier
      const { defaultMode: mode, ...settings } = parts.settings.current()
      const engine = engineOfModel(request.options.namedModel, servedUrls(settings)) ?? parts.engine
      const options = jobOptions(request.options, { mode, engine })
      await assertWelcome(parts, request)
      await assertCallable(parts, request)
      const chosen = await chooseAll(parts, request, options.pages)
      request.signal.throwIfAborted()
      return await enter(parts, newJob(parts, { request, options, chosen }), request)
    } catch (error) {
      if (request.signal.aborted && !(error instanceof ProblemError)) {
        throw new ProblemError('upload-cut-off', '', { cause: error })
      }
      throw error
    } finally {
      // Those that became the job's have moved away.
      await Promise.all(request.files.map(file => parts.staging.discard(file.path)))
    }
  }
}

async function assertWelcome(parts: SubmitParts, { files }: SubmitRequest): Promise<void> {
  if (files.length === 0) throw new ProblemError('no-file')
  const { filesPerJob, waitingJobs, freeDiskBytes } = parts.limits
  if (files.length > filesPerJob) {
    throw new ProblemError(
      'too-many-files',
      `${files.length} files came; at most ${filesPerJob} are accepted`,
    )
  }
  const { queued } = await parts.census.counts()
  if (queued >= waitingJobs) {
    throw new ProblemError('queue-full', `${queued} jobs wait; at most ${waitingJobs} are accepted`)
  }
  const free = await parts.space.freeBytes()
  if (free >= freeDiskBytes) return
  const figures = `${Math.floor(free / MIB)} MB are free, ${Math.ceil(freeDiskBytes / MIB)} MB are needed`
  throw new ProblemError('storage-full', figures)
}

/** A file, and the pages of it that are to be read; or why there is none. */
type ChosenFile = ChosenDocument | { readonly file: StagedFile; readonly refusal: ProblemError }

async function assertCallable({ outgoing }: SubmitParts, { callback }: SubmitRequest): Promise<void> {
  const refusal = callback && (await outgoing.refusal(callback.url, 'callback'))
  if (refusal) throw new ProblemError('callback-refused', refusal)
}

interface ChosenDocument {
  readonly file: StagedFile
  readonly refusal?: undefined
  readonly inspection: Extract<Inspection, { kind: 'accepted' }>
  readonly pages: readonly number[]
}

async function chooseAll(
  parts: SubmitParts,
  request: SubmitRequest,
  range: string,
): Promise<readonly ChosenFile[]> {
  const chosen: ChosenFile[] = []
  const maxPages = Math.min(parts.limits.pagesPerJob, parts.settings.current().maxPages)
  let pageCount = 0
  for (const file of request.files) {
    const choice = await choose(parts, file, { request, range }).catch(error =>
      failAlone(request, file, error),
    )
    pageCount += choice.refusal ? 0 : choice.pages.length
    chosen.push(choice)
  }
  const refusals = chosen.flatMap(({ refusal }) => refusal ?? [])
  if (refusals[0] && refusals.length === chosen.length) throw refusals[0]
  if (pageCount <= maxPages) return chosen
  throw new ProblemError('too-many-pages', `${pageCount} pages; at most ${maxPages} are accepted`)
}

async function choose(
  parts: SubmitParts,
  file: StagedFile,
  { request, range }: { readonly request: SubmitRequest; readonly range: string },
): Promise<ChosenDocument> {
  const inspection = await inspect(parts, file, request)
  return { file, inspection, pages: rangeOf(file, range, inspection.pageCount) }
}

/** What is the file's own fault need not be the others'. */
function failAlone({ badFiles }: SubmitRequest, file: StagedFile, error: unknown): ChosenFile {
  if (badFiles === 'fail-alone' && error instanceof ProblemError && PROBLEMS[error.code].status < 500)
    return { file, refusal: error }
  throw error
}

async function inspect(
  { inspector }: SubmitParts,
  file: StagedFile,
  { password, signal }: SubmitRequest,
): Promise<Extract<Inspection, { kind: 'accepted' }>> {
  if (file.sizeBytes === 0) throw new ProblemError('empty-file', displayName(file.name))
  const inspection = await inspector.inspect({ path: file.path, name: file.name, password }, signal)
  if (inspection.kind === 'accepted') return inspection
  throw new ProblemError(inspection.problem, naming(file, inspection.detail))
}

function rangeOf(file: StagedFile, range: string, pageCount: number): number[] {
  try {
    return pageRange(range, pageCount)
  } catch (error) {
    if (error instanceof ProblemError) throw new ProblemError(error.code, naming(file, error.detail))
    throw error
  }
}

const naming = (file: StagedFile, detail: string): string =>
  detail === '' ? displayName(file.name) : `${displayName(file.name)}: ${detail}`

interface Submission {
  readonly request: SubmitRequest
  readonly options: JobOptions
  readonly chosen: readonly ChosenFile[]
}

function newJob({ clock, randomHex }: SubmitParts, { request, options, chosen }: Submission): NewJob {
  const createdAt = clock.now()
  const documents: Document[] = []
  const pages: NewPage[] = []
  for (const [index, choice] of chosen.entries()) {
    const documentNumber = index + 1
    const { name, sizeBytes } = choice.file
    const place = { number: documentNumber, name: displayName(name), sizeBytes, firstPage: pages.length + 1 }
    if (choice.refusal) {
      const { code, detail } = choice.refusal
      documents.push({ ...place, ...UNREAD, problem: { code, detail } })
      continue
    }
    const { mediaType, pageCount: pagesInFile } = choice.inspection
    documents.push({ ...place, mediaType, pagesInFile, pageCount: choice.pages.length })
    for (const pageInDocument of choice.pages) {
      pages.push({ number: pages.length + 1, documentNumber, pageInDocument })
    }
  }
  const job: Job = {
    id: jobId(documents[0]?.name ?? '', createdAt, randomHex()),
    name: jobName(documents.map(document => document.name)),
    state: 'queued',
    origin: request.origin,
    options,
    documents,
    pageCount: pages.length,
    donePages: 0,
    failedPages: 0,
    blankPages: 0,
    createdAt,
    startedAt: null,
    finishedAt: null,
    problem: null,
    sizeBytes: keptBytes(documents),
    secondsLeft: null,
    jobsAhead: 0,
    continuedAtPage: null,
  }
  const inputNames = chosen.map((choice, index) =>
    choice.refusal ? '' : inputName(index + 1, choice.inspection.extension),
  )
  const { password, uploadKey, callback } = request
  return { job, inputNames, password, uploadKey, callback, pages }
}

const UNREAD = { mediaType: 'application/octet-stream', pagesInFile: 0, pageCount: 0 } as const

async function enter(parts: SubmitParts, entry: NewJob, request: SubmitRequest): Promise<Job> {
  const { id } = entry.job
  const { folders, files, jobs, seal, log } = parts
  const documents = request.files
    .map((file, index) => ({ stagedPath: file.path, name: entry.inputNames[index] ?? '' }))
    .filter(({ name }) => name !== '')
  const callback = callbackCopy({ callback: entry.callback, deliveries: [] }, seal)
  await folders.create(id, documents)
  try {
    await files.write(id, 'metadata.json', [
      `${JSON.stringify(metadataOf(entry.job, entry.inputNames, callback), null, 2)}\n`,
    ])
    request.signal.throwIfAborted()
    const job = await jobs.insert(entry).catch(error => recall(parts, id, error))
    if (job.id !== id) {
      await folders.remove(id, async () => undefined)
      return job
    }
    await folders.confirm(id)
    log.info('job-submitted', { jobId: id, pages: job.pageCount, origin: job.origin })
    return job
  } catch (error) {
    if (!(await jobs.find(id))) await folders.remove(id, async () => undefined)
    throw error
  }
}

/** An error at the commit leaves its outcome unknown: look before saying that it failed. */
async function recall({ jobs }: SubmitParts, id: string, error: unknown): Promise<Job> {
  const stored = await jobs.find(id)
  if (stored) return stored.job
  throw error
}
