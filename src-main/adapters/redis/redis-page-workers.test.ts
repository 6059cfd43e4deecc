import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PageSource, RecognitionSettings } from '../../../src-shared/contract/worker-wire.ts'
import { pageWorkersContract } from '../../core/ports/page-workers.contract.ts'
import type { PageWorkers } from '../../core/ports/page-workers.ts'
import type { PageAct } from '../../core/ports/testing/page-acts.ts'
import { consumePages, type PageConsumer } from './consume-pages.ts'
import { redisPageWorkers } from './redis-page-workers.ts'
import { sealer } from './sealer.ts'
import { frailRoad } from './testing/frail-road.ts'
import { plainSeal } from './testing/plain-seal.ts'
import { type RedisServer, redisServer } from './testing/redis-server.ts'
import { type ScriptedPageWorkers, scriptedPageWorkers } from './testing/scripted-page-workers.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const sealWith = (secret: string) => sealer(secret, plainSeal(secret))
const seal = sealWith('the secret of a data folder')
const forever = new AbortController().signal
const eventually = (assertion: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(assertion, { timeout: 60_000, interval: 50 })

let redis: RedisServer
let dataDir: string
const servers: PageWorkers[] = []
const consumers: PageConsumer[] = []
beforeEach(async () => {
  redis = redisServer()
  dataDir = mkdtempSync(path.join(tmpdir(), 'pageloom-test-'))
  mkdirSync(path.join(dataDir, 'staging'))
})
afterEach(async () => {
  for (const workers of servers.splice(0)) await workers.close()
  for (const consumer of consumers.splice(0)) await consumer.close()
  await redis.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

async function serve(own: PageWorkers | null = null) {
  const opened = await redisPageWorkers({ url: redis.url, dataDir, seal, own, log })
  servers.push(opened.workers)
  return opened
}

async function consume(actOf: (number: number) => PageAct, seals = seal): Promise<ScriptedPageWorkers> {
  const workers = scriptedPageWorkers(actOf)
  consumers.push(
    await consumePages({ url: redis.url, dataDir, seal: seals, workers, hasFolder: () => true, log }),
  )
  return workers
}

const SETTINGS: RecognitionSettings = {
  mode: 'fast',
  language: 'auto',
  dpi: null,
  forceOcr: false,
  prompt: 'Read it',
  engine: 'null',
}

const sourceOf = (number: number, password: string | null = null): PageSource => ({
  path: path.join(dataDir, 'jobs', 'a', 'input.pdf'),
  mediaType: 'application/pdf',
  password,
  pageInDocument: number,
  number,
  documentNumber: 1,
  imagesDir: path.join(dataDir, 'jobs', 'a', 'images'),
})

pageWorkersContract('a queue on Redis and workers elsewhere', async actOf => {
  await redis.start()
  const { workers } = await serve()
  const { begun } = await consume(actOf)
  return { workers, begun, dataDir }
})

test('nothing that passes through Redis can be read there: no password, no path, no prompt', async () => {
  await redis.start()
  const heard: string[] = []
  const spoken = await redis.run(async client => {
    const monitor = await client.monitor()
    monitor.on('monitor', (_time: string, words: string[]) => heard.push(words.join(' ')))
    const { workers } = await serve()
    const consumer = await consume(() => 'read')
    await workers.recognise(sourceOf(1, 's3cret-password'), SETTINGS, forever)
    monitor.disconnect()
    return { asked: consumer.asked, heard: heard.join('\n') }
  })

  expect(spoken.asked).toEqual([sourceOf(1, 's3cret-password')])
  expect(spoken.heard).toContain('order')
  for (const secret of ['s3cret', 'input.pdf', 'Read it']) expect(spoken.heard).not.toContain(secret)
})

test('workers with the secret of another data folder get nothing to read', async () => {
  await redis.start()
  const { workers } = await serve()
  const strangers = await consume(() => 'read', sealWith('another secret'))
  const ours = await consume(() => 'read')

  await workers.recognise(sourceOf(1), SETTINGS, forever)

  expect(ours.begun).toEqual([1])
  expect(strangers.begun).toEqual([])
})

test('an order that was not sealed by the server is not followed', async () => {
  await redis.start()
  await serve()
  const consumer = await consume(() => 'read')
  const { Queue } = createRequire(import.meta.url)('bullmq')
  await redis.run(async client => {
    const queue = new Queue(`pages-${seal.name}`, { connection: client, prefix: 'pageloom' })
    const order = { source: sourceOf(1), settings: SETTINGS }
    await queue.add('page', { page: 1, order: JSON.stringify(order) }, { jobId: 'forged-1' })
    await eventually(async () => expect(await queue.getJob('forged-1')).toBeUndefined())
    await queue.close()
  })

  expect(consumer.asked).toEqual([])
})

test('the count of workers follows those that are there', async () => {
  await redis.start()
  const { workers } = await serve(scriptedPageWorkers(() => 'read'))
  const sizes: number[] = []
  workers.onSizeChange(() => sizes.push(workers.size))
  await eventually(() => expect(workers.size).toBe(2))
  await consume(() => 'read')
  await eventually(() => expect(workers.size).toBe(4))

  for (const consumer of consumers.splice(0)) await consumer.close()

  await eventually(() => expect(workers.size).toBe(2))
  expect(sizes).toEqual([2, 4, 2])
})

test('pages that vanish from Redis are put there again', async () => {
  await redis.start()
  const { workers } = await serve()
  const visits = [1, 2, 3].map(number => workers.recognise(sourceOf(number), SETTINGS, forever))
  await redis.run(async client => {
    await eventually(async () => expect(await client.llen(`pageloom:pages-${seal.name}:wait`)).toBe(3))
    await client.flushall()
  })

  await consume(() => 'read')

  for (const visit of await Promise.all(visits)) expect(visit).toMatchObject({ kind: 'outcome' })
})

test('a full Redis is named as the problem, and pages go on when there is room', async () => {
  await redis.start()
  const { workers } = await serve()
  await consume(() => 'read')
  await redis.run(client => client.config('SET', 'maxmemory', '1'))
  const visit = workers.recognise(sourceOf(1), SETTINGS, forever)
  await eventually(() => expect(workers.problem()).toMatchObject({ code: 'redis-unfit' }))

  await redis.run(client => client.config('SET', 'maxmemory', '0'))

  expect(await visit).toMatchObject({ kind: 'outcome' })
  expect(workers.problem()).toBeNull()
})

test('a Redis that is there again with another policy is not used until it is mended', async () => {
  await redis.start()
  const { workers } = await serve()
  await consume(() => 'read')
  await redis.kill()
  await eventually(() => expect(workers.problem()).toMatchObject({ code: 'redis-unreachable' }))
  await redis.start('--maxmemory-policy', 'volatile-lru')
  await eventually(() => expect(workers.problem()).toMatchObject({ code: 'redis-unfit' }))
  expect(workers.size).toBe(0)

  await redis.run(client => client.config('SET', 'maxmemory-policy', 'noeviction'))

  await eventually(() => expect(workers.size).toBe(2))
  expect(await workers.recognise(sourceOf(1), SETTINGS, forever)).toMatchObject({ kind: 'outcome' })
})

test('lines that go dead without a word are noticed; pages that were on them are read after all', async () => {
  await redis.start()
  const road = await frailRoad(`${redis.url}.road`, redis.url.replace('unix://', ''))
  try {
    const { workers } = await redisPageWorkers({
      url: road.url,
      dataDir,
      seal,
      own: scriptedPageWorkers(() => 'read'),
      log,
    })
    servers.push(workers)
    expect(await workers.recognise(sourceOf(1), SETTINGS, forever)).toMatchObject({ kind: 'outcome' })

    expect(road.cut()).toBeGreaterThan(3)
    const visits = [2, 3].map(number => workers.recognise(sourceOf(number), SETTINGS, forever))

    for (const visit of await Promise.all(visits)) expect(visit).toMatchObject({ kind: 'outcome' })
    for (const opened of servers.splice(0)) await opened.close()
  } finally {
    await road.close()
  }
})

test('entries of an earlier life of the server are cleared away', async () => {
  await redis.start()
  const first = await redisPageWorkers({ url: redis.url, dataDir, seal, own: null, log })
  void first.workers.recognise(sourceOf(1), SETTINGS, forever)
  const wait = `pageloom:pages-${seal.name}:wait`
  await redis.run(client => eventually(async () => expect(await client.llen(wait)).toBe(1)))

  await serve()

  await redis.run(client => eventually(async () => expect(await client.llen(wait)).toBe(0)))
  await first.workers.close()
})

test('nothing is left in Redis or in the staging area of pages that were read', async () => {
  await redis.start()
  const { workers } = await serve()
  await consume(() => 'read')

  await Promise.all([1, 2, 3].map(number => workers.recognise(sourceOf(number), SETTINGS, forever)))

  await eventually(() => expect(readdirSync(path.join(dataDir, 'staging'))).toEqual([]))
  await redis.run(client =>
    eventually(async () =>
      expect(await client.keys(`pageloom:pages-${seal.name}:????????????-*`)).toEqual([]),
    ),
  )
})
