import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Job } from '../../src-shared/contract/job.ts'
import type { SubmitFields } from '../../src-shared/contract/routes.ts'
import { type RedisServer, redisServer } from '../adapters/redis/testing/redis-server.ts'
import { pdfOfLines } from './testing/pdf-of-lines.ts'
import { newFolder, type Program, runProgram, startProgram } from './testing/run-program.ts'
import { type Served, startServe } from './testing/start-serve.ts'

/** Numbers that rise from page to page would be taken for page numbers. */
const WORDS = ['amber', 'bronze', 'copper', 'denim', 'ebony', 'fawn', 'ginger', 'hazel']
/** A lost worker is noticed by a lock that runs out. */
const LONG = { timeout: 90_000, interval: 100 }

let redis: RedisServer
const programs: Program[] = []
beforeEach(() => {
  redis = redisServer()
})
afterEach(async () => {
  for (const program of programs.splice(0)) program.child.kill('SIGKILL')
  await redis.remove()
})

async function serve(env: Record<string, string> = {}, dataDir = newFolder()): Promise<Served> {
  const served = await startServe([], { dataDir, env: { REDIS_URL: redis.url, NUM_WORKERS: '0', ...env } })
  programs.push(served.program)
  return served
}

function startWorker(dataDir: string): Program {
  const program = startProgram(['worker', '--data-dir', dataDir, '--workers', '1'], { REDIS_URL: redis.url })
  programs.push(program)
  return program
}

function submitPages(served: Served, count: number, fields: SubmitFields = {}): Promise<Job> {
  const lines = Array.from(
    { length: count },
    (_, index) => `Here speaks ${WORDS[index % WORDS.length]} to its reader`,
  )
  const file = { name: 'book.pdf', bytes: new Blob([Buffer.from(pdfOfLines(lines))]) }
  return served.client.submitJob({ files: [file], fields: { force_ocr: true, mode: 'fast', ...fields } })
}

/** How many entries are in this state, over all queues. */
async function entries(client: Redis, state: 'active' | 'wait'): Promise<number> {
  const keys = await client.keys(`pageloom:pages-*:${state}`)
  const counts = await Promise.all(keys.map(key => client.llen(key)))
  return counts.reduce((sum, count) => sum + count, 0)
}

const untilActive = (): Promise<unknown> =>
  redis.run(client => vi.waitUntil(async () => (await entries(client, 'active')) > 0, LONG))

const textOf = async (served: Served, job: Job): Promise<string> =>
  (await served.client.getResult(job.id)).text()

test('a worker of its own reads the pages of a server that has none', async () => {
  await redis.start()
  const served = await serve()
  const worker = startWorker(served.dataDir)

  const job = await submitPages(served, 5)
  const done = await served.atRest(job.id)
  worker.child.kill('SIGTERM')

  expect(done).toMatchObject({ state: 'completed', failedPages: 0, donePages: 5 })
  expect(await textOf(served, job)).toContain('Here speaks ebony')
  expect(await worker.ended).toMatchObject({ code: 0 })
  expect((await served.stop()).code).toBe(0)
})

test('a job waits for a worker and says so; the first that comes reads it', async () => {
  await redis.start()
  const served = await serve()
  const job = await submitPages(served, 2)
  const holdOf = async () => (await served.client.getJob(job.id)).problem?.code
  await vi.waitUntil(async () => (await holdOf()) === 'no-page-worker', LONG)

  startWorker(served.dataDir)

  expect(await served.atRest(job.id)).toMatchObject({ state: 'completed', failedPages: 0 })
})

test('pages of a worker that is killed with -9 are read by another, without a strike', async () => {
  await redis.start()
  const served = await serve()
  const first = startWorker(served.dataDir)
  const job = await submitPages(served, 6)
  await untilActive()
  first.child.kill('SIGKILL')
  await first.ended

  startWorker(served.dataDir)
  await vi.waitUntil(async () => (await served.client.getJob(job.id)).state === 'completed', LONG)

  expect(await served.client.getJob(job.id)).toMatchObject({ failedPages: 0, donePages: 6 })
  expect(await textOf(served, job)).toContain('Here speaks amber')
})

test('a worker that froze in mid-page is not believed afterwards, and joins again', async () => {
  await redis.start()
  const served = await serve()
  const frozen = startWorker(served.dataDir)
  const job = await submitPages(served, 4)
  await untilActive()
  frozen.child.kill('SIGSTOP')
  const second = startWorker(served.dataDir)
  await vi.waitUntil(async () => (await served.client.getJob(job.id)).state === 'completed', LONG)
  second.child.kill('SIGKILL')

  frozen.child.kill('SIGCONT')
  const next = await submitPages(served, 1)

  expect(await served.client.getJob(job.id)).toMatchObject({ failedPages: 0, donePages: 4 })
  await vi.waitUntil(async () => (await served.client.getJob(next.id)).state === 'completed', LONG)
  expect(await served.client.getJob(next.id)).toMatchObject({ failedPages: 0, donePages: 1 })
})

test('a server that is killed with -9 goes on with the same workers when it is started again', async () => {
  await redis.start()
  const served = await serve()
  startWorker(served.dataDir)
  const job = await submitPages(served, 8)
  await untilActive()
  served.program.child.kill('SIGKILL')
  await served.program.ended

  const again = await serve({}, served.dataDir)

  expect(await again.atRest(job.id)).toMatchObject({ state: 'completed', failedPages: 0, donePages: 8 })
})

test('a Redis that is killed in mid-job and comes back empty loses nothing; the server answers meanwhile', async () => {
  await redis.start()
  const served = await serve()
  startWorker(served.dataDir)
  const job = await submitPages(served, 8)
  await untilActive()

  await redis.kill()
  const holdOf = async () => (await served.client.getJob(job.id)).problem?.code
  await vi.waitUntil(async () => (await holdOf()) === 'redis-unreachable', LONG)
  const second = await submitPages(served, 2)
  await redis.start()

  expect(await served.atRest(job.id)).toMatchObject({ state: 'completed', failedPages: 0, donePages: 8 })
  expect(await served.atRest(second.id)).toMatchObject({ state: 'completed', failedPages: 0 })
})

test('a Redis that is emptied in mid-job loses nothing', async () => {
  await redis.start()
  const served = await serve()
  startWorker(served.dataDir)
  const job = await submitPages(served, 8)
  await untilActive()

  await redis.run(client => client.flushall())

  expect(await served.atRest(job.id)).toMatchObject({ state: 'completed', failedPages: 0, donePages: 8 })
})

test('a server whose Redis is not there starts, says so, and goes on when it comes', async () => {
  const served = await serve({ NUM_WORKERS: '1' })
  expect(served.program.stdout()).toContain('cannot be reached yet')
  const job = await submitPages(served, 2)
  const holdOf = async () => (await served.client.getJob(job.id)).problem?.code
  await vi.waitUntil(async () => (await holdOf()) === 'redis-unreachable', LONG)

  await redis.start()

  expect(await served.atRest(job.id)).toMatchObject({ state: 'completed', failedPages: 0 })
})

test('a Redis that would drop pages is refused, with what to do', async () => {
  await redis.start('--maxmemory-policy', 'allkeys-lru')

  const ended = await runProgram(['serve', '--port', '0', '--data-dir', newFolder()], {
    REDIS_URL: redis.url,
  })

  expect(ended.code).toBe(5)
  expect(ended.stderr).toContain('CONFIG SET maxmemory-policy noeviction')
})

test('a cancelled job leaves nothing in Redis, and its worker goes on with the next', async () => {
  await redis.start()
  const served = await serve()
  startWorker(served.dataDir)
  const job = await submitPages(served, 30)
  await untilActive()

  await served.client.cancelJob(job.id)
  const next = await submitPages(served, 1)

  expect(await served.atRest(job.id)).toMatchObject({ state: 'cancelled' })
  expect(await served.atRest(next.id)).toMatchObject({ state: 'completed', failedPages: 0 })
  await redis.run(client =>
    vi.waitUntil(async () => (await entries(client, 'active')) + (await entries(client, 'wait')) === 0, LONG),
  )
})

test('the secret of a data folder is for its owner alone', async () => {
  await redis.start('--appendonly', 'yes')
  const served = await serve()

  const { mode } = statSync(path.join(served.dataDir, 'redis-secret'))

  expect(mode & 0o777).toBe(0o600)
  expect(served.program.stdout()).not.toContain('append-only')
})

test('the address of Redis is shown without its password, by doctor, settings and log', async () => {
  await redis.start('--requirepass', 's3cret')
  const url = redis.url.replace('unix://', 'unix://:s3cret@')
  const served = await serve({ REDIS_URL: url })
  const { settings } = await served.client.getSettings()
  const doctor = await runProgram(['doctor', '--data-dir', served.dataDir], { REDIS_URL: url })
  const log = readFileSync(path.join(served.dataDir, 'logs', 'pageloom.log'), 'utf8')

  expect(settings.redisUrl).toBe(redis.url.replace('unix://', 'unix://***@'))
  expect(doctor.stdout).toMatch(/^ok +Redis /m)
  for (const text of [doctor.stdout, doctor.stderr, log, served.program.stdout()]) {
    expect(text).not.toContain('s3cret')
  }
})

test('a worker without an address is told how to give one', async () => {
  const ended = await runProgram(['worker', '--data-dir', newFolder()])

  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain('--redis-url')
})
