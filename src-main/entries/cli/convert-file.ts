import { randomUUID } from 'node:crypto'
import { createWriteStream, openAsBlob } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { ApiProblem, ServerUnreachable } from '../../../src-shared/client/api-problem.ts'
import { figureFolder } from '../../../src-shared/contract/figure-links.ts'
import type { Job } from '../../../src-shared/contract/job.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import { PROBLEMS, type Problem, type ProblemCode, problemOf } from '../../../src-shared/contract/problem.ts'
import type { ExportFormat } from '../../../src-shared/contract/routes.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { EXIT, type ExitCode, exitCodeOf, exitCodeOfFailures } from './exit-codes.ts'
import { figureNamesIn } from './figure-names-in.ts'
import { outputPath } from './output-names.ts'
import type { ConvertCommand } from './parse-command.ts'
import type { SteadyServer } from './steady-server.ts'

/** What came of one input, as `--json` tells it. */
export interface FileReport {
  readonly input: string
  readonly jobId: string | null
  readonly state: Job['state'] | 'refused'
  readonly pages: number
  readonly failedPages: readonly {
    readonly page: number
    readonly code: ProblemCode
    readonly words: string
  }[]
  /** Files written. */
  readonly outputs: readonly string[]
  /** The results themselves where no folder was named. */
  readonly results: Readonly<Partial<Record<ExportFormat, string>>>
  readonly seconds: number | null
  readonly problem: Problem | null
  readonly exitCode: ExitCode
}

export interface ConvertParts {
  readonly server: SteadyServer
  readonly command: ConvertCommand
  readonly signal: AbortSignal
  onProgress(job: Job): void
}

interface Input {
  readonly file: string
  readonly stem: string
}

const POLL_MS = 200

/** Reads one file to its end and saves what was asked for. Never throws for what is the input's own fault. */
export async function convertFile(input: Input, parts: ConvertParts): Promise<FileReport> {
  try {
    const job = await finished(await submit(input, parts), parts)
    return await report(job, input, parts)
  } catch (error) {
    if (parts.signal.aborted) return refusal(input, null, EXIT.interrupted)
    const problem = problemIn(error)
    return refusal(input, problem, exitCodeOf(problem.code))
  }
}

/** The job of a file. Interrupted on the way, the upload is abandoned: whatever job came of it is cancelled. */
async function submit({ file }: Input, { server, command, signal }: ConvertParts): Promise<Job> {
  const uploadKey = randomUUID()
  const submission = {
    files: [{ name: path.basename(file), bytes: await openAsBlob(file) }],
    fields: command.fields,
    uploadKey,
    signal,
  }
  try {
    return await server.call(client => client.submitJob(submission))
  } catch (error) {
    if (signal.aborted) await server.call(client => client.abandonUpload(uploadKey))
    throw error
  }
}

/** The job at rest. Interrupted, it is cancelled first, and so where what holds it up won't pass by itself: that is thrown. */
async function finished(submitted: Job, { server, signal, onProgress }: ConvertParts): Promise<Job> {
  let job = submitted
  while (!isAtRest(job.state)) {
    onProgress(job)
    const { problem } = job
    const isHopeless = problem !== null && !PROBLEMS[problem.code].retry
    if (isHopeless || signal.aborted) job = await server.call(client => client.cancelJob(submitted.id))
    if (isHopeless) throw new ProblemError(problem.code, problem.detail)
    if (signal.aborted) return job
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined)
    job = await server.call(client => client.getJob(submitted.id))
  }
  onProgress(job)
  return job
}

async function report(job: Job, input: Input, parts: ConvertParts): Promise<FileReport> {
  const facts = {
    input: input.file,
    jobId: job.id,
    state: job.state,
    pages: job.pageCount,
    failedPages: job.failedPages > 0 ? await failedPagesOf(job, parts) : [],
    outputs: [],
    results: {},
    seconds:
      job.startedAt === null || job.finishedAt === null ? null : (job.finishedAt - job.startedAt) / 1000,
    problem: null,
  }
  if (job.state === 'cancelled') return { ...facts, exitCode: EXIT.interrupted }
  if (job.state === 'failed') {
    const problem = problemOf(job.problem?.code ?? 'internal', job.problem?.detail ?? '')
    const failures = facts.failedPages.length > 0 ? facts.failedPages : [problem]
    return { ...facts, problem, exitCode: exitCodeOfFailures(failures.map(({ code }) => code)) }
  }
  const exitCode = job.failedPages > 0 ? EXIT.partial : EXIT.ok
  const { outputDir, formats } = parts.command
  if (outputDir === null) return { ...facts, results: await resultsOf(job, parts), exitCode }
  const outputs: string[] = []
  for (const format of formats) {
    const target = outputPath(outputDir, input.stem, format)
    await save(await parts.server.call(client => client.getResult(job.id, { format })), target)
    outputs.push(target)
    if (format === 'md') outputs.push(...(await saveFigures(target, { job, stem: input.stem, parts })))
  }
  return { ...facts, outputs, exitCode }
}

async function failedPagesOf(job: Job, { server }: ConvertParts): Promise<FileReport['failedPages']> {
  const pages = await server.call(client => client.listPages(job.id))
  return pages.flatMap(({ number, problem }) =>
    problem === null ? [] : [{ page: number, code: problem.code, words: wordsOf(problem) }],
  )
}

const wordsOf = ({ code, detail }: NonNullable<Job['problem']>): string =>
  [PROBLEMS[code].words, detail].filter(Boolean).join(' ')

async function resultsOf(job: Job, { server, command }: ConvertParts): Promise<FileReport['results']> {
  const results: Partial<Record<ExportFormat, string>> = {}
  for (const format of command.formats)
    results[format] = await server.call(async client => (await client.getResult(job.id, { format })).text())
  return results
}

interface FigureSaving {
  readonly job: Job
  readonly stem: string
  readonly parts: ConvertParts
}

/** Saves the pictures to which this Markdown links, and the Markdown anew so that it finds them. Answers the files written. */
async function saveFigures(markdown: string, { job, stem, parts }: FigureSaving): Promise<string[]> {
  const names = await figureNamesIn(markdown)
  if (names.length === 0) return []
  const figure_folder = figureFolder(stem)
  const query = { format: 'md', figure_folder } as const
  await save(await parts.server.call(client => client.getResult(job.id, query)), markdown)
  const folder = path.join(path.dirname(markdown), figure_folder)
  await mkdir(folder, { recursive: true })
  const outputs: string[] = []
  for (const name of names) {
    const target = path.join(folder, name)
    await save(await parts.server.call(client => client.getFigure(job.id, name)), target)
    outputs.push(target)
  }
  return outputs
}

/** Writes a result whole: a reader of the folder never sees half a file. */
async function save(reply: Response, target: string): Promise<void> {
  const part = `${target}.part`
  try {
    if (reply.body) await pipeline(Readable.from(reply.body, { objectMode: false }), createWriteStream(part))
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

function refusal(input: Input, problem: Problem | null, exitCode: ExitCode): FileReport {
  return {
    input: input.file,
    jobId: null,
    state: exitCode === EXIT.interrupted ? 'cancelled' : 'refused',
    pages: 0,
    failedPages: [],
    outputs: [],
    results: {},
    seconds: null,
    problem,
    exitCode,
  }
}

function problemIn(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem
  if (error instanceof ProblemError) return problemOf(error.code, error.detail)
  if (error instanceof ServerUnreachable)
    return problemOf('server-stopping', 'The job goes on when the server is started again.')
  return problemOf('internal', error instanceof Error ? error.message : String(error))
}
