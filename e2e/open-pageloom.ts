import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, _electron as electron, expect, test as plain } from '@playwright/test'
import type { Page } from 'playwright'
import { Check } from 'typebox/value'
import { type ApiClient, apiClient } from '../src-shared/client/api-client.ts'
import type { Job, JobId } from '../src-shared/contract/job.ts'
import { SERVER_FILE, ServerFile } from '../src-shared/contract/settings.ts'

export const ROOT = path.resolve(import.meta.dirname, '..')
export const LETTER = path.join(ROOT, 'resources/samples/scanned-letter.pdf')
export const PAPER = path.join(ROOT, 'resources/samples/paper-page.pdf')

/** A packaged program to test instead of the working tree. */
const PROGRAM = process.env.PAGELOOM_PROGRAM

/** The program, running in a home of its own. */
export interface OpenPageloom {
  readonly app: ElectronApplication
  readonly page: Page
  readonly home: string
  readonly dataDir: string
  /** The API as a script on this machine reaches it. */
  readonly api: ApiClient
}

export interface Home {
  readonly path: string
  /** Starts the program in this home; words are what stands behind it on the command line. */
  start(...words: string[]): Promise<OpenPageloom>
}

/** Tests with a home that is new for each and removed at its end; what was started in it ends with it. */
export const test = plain.extend<{ home: Home; pageloom: OpenPageloom }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
  home: async ({}, use) => {
    const home = mkdtempSync(path.join(tmpdir(), 'pageloom-e2e-'))
    const started: ElectronApplication[] = []
    await use({
      path: home,
      async start(...words) {
        const opened = await startIn(home, words)
        started.push(opened.app)
        return opened
      },
    })
    for (const app of started) await app.close().catch(() => undefined)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  },
  pageloom: async ({ home }, use) => use(await home.start()),
})

/** The environment in which the program and its command line share a home. */
export function homeEnv(home: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('PAGELOOM_'),
  )
  return { ...Object.fromEntries(kept), XDG_CONFIG_HOME: home, LANGUAGE: 'en', LC_ALL: 'en_US.UTF-8' }
}

async function startIn(home: string, words: readonly string[]): Promise<OpenPageloom> {
  const app = await electron.launch({
    ...(PROGRAM ? { executablePath: PROGRAM, args: [...words] } : { args: [ROOT, ...words] }),
    env: homeEnv(home),
  })
  const page = await app.firstWindow()
  await expect(page.getByText('Ready').or(page.getByText(/^Working/))).toBeVisible({ timeout: 30_000 })
  const dataDir = path.join(home, 'Pageloom')
  const { url, key } = serverFile(dataDir)
  return { app, page, home, dataDir, api: apiClient({ baseUrl: url, key }) }
}

/** What the running server says of itself. */
export function serverFile(dataDir: string): ServerFile {
  const content: unknown = JSON.parse(readFileSync(path.join(dataDir, SERVER_FILE), 'utf8'))
  if (!Check(ServerFile, content)) throw new Error('server.json is not what the contract says')
  return content
}

/** Waits for a job to come to rest. */
export async function jobAtRest(api: ApiClient, jobId: JobId): Promise<Job> {
  await expect
    .poll(async () => (await api.getJob(jobId)).state, { timeout: 60_000 })
    .toMatch(/completed|failed|cancelled/)
  return api.getJob(jobId)
}

/** The only job there is. */
export async function onlyJob(api: ApiClient): Promise<Job> {
  const { jobs } = await api.listJobs()
  const [job] = jobs
  if (jobs.length !== 1 || !job) throw new Error(`there are ${jobs.length} jobs instead of one`)
  return job
}

/** A file's bytes as an upload. */
export const upload = (file: string, name = path.basename(file)) => ({
  name,
  bytes: new Blob([new Uint8Array(readFileSync(file))]),
})

/** Drops a file or folder of the disk on the window, as a person's hand would. */
export async function dropOn(page: Page, file: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data })
}

export { expect }
