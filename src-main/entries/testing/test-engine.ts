import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Job } from '../../../src-shared/contract/job.ts'
import type { StagedFile, SubmitRequest, UseCases } from '../../app/use-cases.ts'
import { forkWorker } from '../../worker/fork-worker.ts'
import { type JobEngine, type JobEngineOptions, openJobEngine } from '../job-engine.ts'

const HERE = import.meta.dirname

/** Workers straight from the sources. */
export const spawnTestWorker = forkWorker({
  entryPath: path.join(HERE, '..', 'worker.ts'),
  execArgv: ['--no-warnings'],
})

/** A folder for one test. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-test-'))
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** An engine on a folder, with real workers. */
export function openTestEngine(dataDir: string, options: Partial<JobEngineOptions> = {}): Promise<JobEngine> {
  return openJobEngine({
    dataDir,
    modelsDir: path.join(HERE, '..', '..', '..', 'resources', 'models'),
    spawnWorker: spawnTestWorker,
    version: '0.0.0-test',
    flags: { workers: '2' },
    ...options,
  })
}

export interface TestFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Stages and submits files, as the server does. */
export async function submitFiles(
  useCases: UseCases,
  files: readonly TestFile[],
  request: Partial<SubmitRequest> = {},
): Promise<Job> {
  const { signal } = new AbortController()
  const staged: StagedFile[] = []
  for (const { name, bytes } of files) staged.push(await useCases.stageFile(name, once(bytes), signal))
  const usual = {
    options: {},
    password: null,
    origin: 'http',
    uploadKey: null,
    callback: null,
    signal,
  } as const
  return useCases.submitJob({ ...usual, ...request, files: staged })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The whole result as text. */
export async function resultText(useCases: UseCases, jobId: string): Promise<string> {
  const file = await useCases.openResult({ jobId, format: 'md', document: null, pages: '', partial: true })
  const pieces: Uint8Array[] = []
  for await (const piece of file.body) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
