import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import type { UseCases } from '../app/use-cases.ts'
import { eventually } from './testing/eventually.ts'
import { pdfOfLines } from './testing/pdf-of-lines.ts'
import { openTestEngine, resultText, submitFiles, temporaryFolder } from './testing/test-engine.ts'

const KILLS = Number(process.env.PAGELOOM_KILLS ?? 20)
const PAGES = 30
/** A server lives through so many changes of jobs and pages, and a moment more. */
const LONGEST_LIFE_EVENTS = 8
const LONGEST_MOMENT_MS = 200
const seed = Number(process.env.PAGELOOM_SEED ?? Date.now() % 1_000_000)

const { signal } = new AbortController()
const folders: ReturnType<typeof temporaryFolder>[] = []
const servers: ChildProcess[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.kill('SIGKILL')
  for (const folder of folders.splice(0)) folder.remove()
})

function newFolder(): string {
  const folder = temporaryFolder()
  folders.push(folder)
  return folder.path
}

const texts = Array.from(
  { length: PAGES },
  (_, index) => `Chapter ${index + 1} of the book that outlives its reader`,
)

test(`${KILLS} kills with -9 of server and workers change nothing in the result (seed ${seed})`, {
  timeout: 60_000 + KILLS * 30_000,
}, async () => {
  console.info(`kill test: PAGELOOM_SEED=${seed}`)
  const random = randomNumbers(seed)
  const undisturbed = await readUndisturbed()
  const dataDir = newFolder()
  const pdfPath = path.join(newFolder(), 'book.pdf')
  writeFileSync(pdfPath, pdfOfLines(texts))
  const acknowledged = new Set<string>()
  const killed = { server: 0, worker: 0 }

  let server = startServer(dataDir, pdfPath, acknowledged)
  for (let kills = 0; kills < KILLS; kills += 1) {
    await server.events(Math.floor(random() * LONGEST_LIFE_EVENTS))
    await moment(random() * LONGEST_MOMENT_MS)
    const victims = server.livingWorkers()
    if (random() < 0.4 && victims.length > 0) {
      killQuietly(victims[Math.floor(random() * victims.length)])
      killed.worker += 1
      continue
    }
    await server.kill()
    killed.server += 1
    await eventually(() => expect(server.livingWorkers()).toEqual([]))
    server = startServer(dataDir, pdfPath, acknowledged)
  }
  await server.events(1)
  await server.kill()
  await eventually(() => expect(server.livingWorkers()).toEqual([]))

  expect(killed.server + killed.worker).toBe(KILLS)
  expect(acknowledged.size).toBeGreaterThan(0)
  await assertAsIfUndisturbed(dataDir, acknowledged, undisturbed)
  assertSound(dataDir)
})

interface Undisturbed {
  readonly markdown: string
  readonly pages: readonly unknown[]
}

async function readUndisturbed(): Promise<Undisturbed> {
  const engine = await openTestEngine(newFolder())
  try {
    const file = { name: 'book.pdf', bytes: pdfOfLines(texts) }
    const { id } = await submitFiles(engine.useCases, [file], { options: { forceOcr: true, mode: 'fast' } })
    const job = await engine.useCases.waitForJob(id, signal)
    expect(job).toMatchObject({ state: 'completed', failedPages: 0, donePages: PAGES })
    return await readResult(engine.useCases, id)
  } finally {
    await engine.close()
  }
}

async function readResult(useCases: UseCases, jobId: string): Promise<Undisturbed> {
  const pages: unknown[] = []
  for (let number = 1; number <= PAGES; number += 1) {
    const { timings: _, ...page } = await useCases.readPage(jobId, number)
    pages.push(page)
  }
  return { markdown: await resultText(useCases, jobId), pages }
}

async function assertAsIfUndisturbed(
  dataDir: string,
  acknowledged: ReadonlySet<string>,
  undisturbed: Undisturbed,
): Promise<void> {
  const engine = await openTestEngine(dataDir)
  try {
    const { jobs } = await engine.useCases.listJobs({})
    expect(jobs.map(job => job.id)).toEqual(expect.arrayContaining([...acknowledged]))
    for (const { id } of jobs) {
      const job = await engine.useCases.waitForJob(id, signal)
      expect(job).toMatchObject({ state: 'completed', failedPages: 0, donePages: PAGES })
      expect(await readResult(engine.useCases, id)).toEqual(undisturbed)
    }
  } finally {
    await engine.close()
  }
  const commits = commitsByPage(dataDir)
  expect(commits.size).toBeGreaterThanOrEqual(PAGES)
  expect([...commits.values()].every(count => count === 1)).toBe(true)
}

/** How often each page of each job was committed as read, from the events. */
function commitsByPage(dataDir: string): ReadonlyMap<string, number> {
  const database = new Database(path.join(dataDir, 'pageloom.db'), { readonly: true })
  const rows = database
    .prepare<[], { page: string; commits: number }>(
      `SELECT job_id || '/' || (body ->> '$.page.number') AS page, COUNT(*) AS commits FROM events
       WHERE body ->> '$.kind' = 'page-changed' AND body ->> '$.page.state' IN ('recognised', 'blank', 'failed')
       GROUP BY page`,
    )
    .all()
  database.close()
  return new Map(rows.map(row => [row.page, row.commits]))
}

function assertSound(dataDir: string): void {
  const database = new Database(path.join(dataDir, 'pageloom.db'))
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  database.close()
  expect(readdirSync(path.join(dataDir, 'staging'))).toEqual([])
  expect(readdirSync(path.join(dataDir, 'trash'))).toEqual([])
  for (const jobId of readdirSync(path.join(dataDir, 'jobs'))) {
    const folder = path.join(dataDir, 'jobs', jobId)
    expect(readdirSync(folder).sort()).toEqual(
      [
        'input.pdf',
        'metadata.json',
        'pages',
        'progress.json',
        'result.md',
        'result_metadata.json',
        'structure.json',
      ].sort(),
    )
    expect(readdirSync(path.join(folder, 'pages'))).toHaveLength(PAGES)
    expect(JSON.parse(readFileSync(path.join(folder, 'metadata.json'), 'utf8'))).toMatchObject({
      status: 'completed',
      processed_pages: PAGES,
    })
  }
}

interface ServerProcess {
  /** Resolves when it has started and so many things have happened since the last call. */
  events(count: number): Promise<void>
  livingWorkers(): readonly number[]
  kill(): Promise<void>
}

function startServer(dataDir: string, pdfPath: string, acknowledged: Set<string>): ServerProcess {
  const testing = path.join(import.meta.dirname, 'testing')
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      '--import',
      path.join(testing, 'raw-imports.ts'),
      path.join(testing, 'engine-process.ts'),
      dataDir,
      pdfPath,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  servers.push(child)
  const workers = new Set<number>()
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  let happened = 0
  let tell = (): void => undefined
  const started = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', line => {
      const said: {
        workerPid?: number
        role?: string
        acknowledged?: string
        started?: boolean
        event?: boolean
      } = JSON.parse(line)
      if (said.workerPid !== undefined) workers.add(said.workerPid)
      if (said.acknowledged !== undefined) acknowledged.add(said.acknowledged)
      if (said.started) resolve()
      if (said.event) happened += 1
      tell()
    })
    child.once('exit', code => reject(new Error(`The server ended before it had started: ${code}`)))
  })
  started.catch(() => undefined)
  return {
    async events(count) {
      await started
      happened = 0
      while (happened < count) {
        await new Promise<void>(resolve => {
          tell = resolve
        })
      }
    },
    livingWorkers: () => [...workers].filter(isAlive),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** A zombie is dead: only its parent has not looked yet. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return process.platform !== 'linux' && answersSignal(pid)
  }
}

function answersSignal(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function killQuietly(pid: number | undefined): void {
  if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGKILL')
}

/** Not a wait for something: the fault shall come at any point between two events. */
const moment = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Mulberry32: the same kills again for the same seed. */
function randomNumbers(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
