import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type ManualClock, manualClock } from '../adapters/memory/manual-clock.ts'
import type { JobEngine } from './job-engine.ts'
import { eventually } from './testing/eventually.ts'
import { readsAll, scriptedFile } from './testing/scripted-workers.ts'
import { submitFiles } from './testing/test-engine.ts'
import { testEngines } from './testing/test-engines.ts'
import { openTestListener, type TestListener } from './testing/test-listener.ts'

const START = Date.UTC(2026, 0, 7, 12)
const engines = testEngines()
const listeners: TestListener[] = []
afterEach(async () => {
  for (const listener of listeners.splice(0)) await listener.close()
})

const listen = async (): Promise<TestListener> => {
  const listener = await openTestListener()
  listeners.push(listener)
  return listener
}

const open = (clock: ManualClock, rule = '127.0.0.1'): Promise<JobEngine> =>
  engines.openScripted(readsAll, { clock, flags: { workers: '2', 'allow-callback': rule } })

const submit = ({ useCases }: JobEngine, url: string, pages = 2) =>
  submitFiles(useCases, [scriptedFile('a.pdf', pages)], {
    origin: 'dialect-d',
    callback: { url, taskId: 'task-1' },
  })

const logOf = ({ useCases }: JobEngine, jobId: string) => useCases.callbackLog(jobId, 100)

test('a listener gets each page and, last of all, the completion, once', async () => {
  const engine = await open(manualClock(START))
  const listener = await listen()
  const job = await submit(engine, listener.url, 3)
  await eventually(() => expect(listener.heard).toHaveLength(4))
  const { heard } = listener
  expect(heard.map(one => one.status)).toEqual(['PROCESSING', 'PROCESSING', 'PROCESSING', 'COMPLETED'])
  expect(new Set(heard.map(one => one.body.task_id))).toEqual(new Set(['task-1']))
  expect(new Set(heard.map(one => one.body.message.node_index))).toEqual(new Set([0, 1, 2, undefined]))
  expect(heard.at(-1)?.body.message).toMatchObject({
    type: 'completion',
    total_nodes: 3,
    successful_files: 1,
  })
  expect(heard.at(-1)?.id).toBe(`${job.id}.completion.0.${START}`)
  await eventually(async () =>
    expect(await logOf(engine, job.id)).toMatchObject({ waiting: 0, delivered: 4, givenUp: 0 }),
  )
})

test('a listener that fails twice is called again, later each time, and gets everything', async () => {
  const clock = manualClock(START)
  const engine = await open(clock)
  const listener = await listen()
  listener.answer(() => 500)
  const job = await submit(engine, listener.url, 1)
  await eventually(() => expect(listener.heard).toHaveLength(1))
  await eventually(async () =>
    expect((await logOf(engine, job.id)).deliveries[0]).toMatchObject({ attempts: 1, lastStatus: 500 }),
  )
  clock.turn(6001)
  await eventually(() => expect(listener.heard).toHaveLength(2))
  await eventually(async () =>
    expect((await logOf(engine, job.id)).deliveries[0]).toMatchObject({ attempts: 2 }),
  )
  listener.answer(() => 200)
  clock.turn(20_000)
  expect((await logOf(engine, job.id)).deliveries[0]).toMatchObject({ state: 'waiting', attempts: 2 })
  clock.turn(16_001)
  await eventually(() =>
    expect(listener.heard.map(one => one.status).slice(2)).toEqual(['PROCESSING', 'COMPLETED']),
  )
  await eventually(async () =>
    expect((await logOf(engine, job.id)).deliveries.map(one => [one.kind, one.state, one.attempts])).toEqual(
      expect.arrayContaining([
        ['node', 'delivered', 3],
        ['completion', 'delivered', 1],
      ]),
    ),
  )
})

test('when the database was lost, what was not posted yet is posted, under the same name, and nothing else', async () => {
  const first = await open(manualClock(START))
  const listener = await listen()
  listener.answer(({ body }) => (body.message.node_index === 2 ? 500 : 200))
  const url = `${listener.url}?token=1234`
  const job = await submit(first, url, 3)
  await eventually(async () =>
    expect(await logOf(first, job.id)).toMatchObject({ waiting: 2, delivered: 2, givenUp: 0 }),
  )
  await eventually(() => expect(listener.heard).toHaveLength(3))
  await first.close()
  const metadata = readFileSync(path.join(engines.folder(), 'jobs', job.id, 'metadata.json'), 'utf8')
  const refused = listener.heard.find(one => one.body.message.node_index === 2)
  for (const name of readdirSync(engines.folder()).filter(each => each.startsWith('pageloom.db')))
    rmSync(path.join(engines.folder(), name))
  listener.heard.splice(0)
  listener.answer(() => 200)

  const second = await open(manualClock(START + 1000))

  await eventually(() => expect(listener.heard.map(one => one.status)).toEqual(['PROCESSING', 'COMPLETED']))
  expect(listener.heard[0]?.id).toBe(refused?.id)
  expect(listener.heard[0]?.body.task_id).toBe('task-1')
  expect(metadata).not.toContain('1234')
  await eventually(async () =>
    expect(await logOf(second, job.id)).toMatchObject({
      callback: { url, taskId: 'task-1' },
      waiting: 0,
      delivered: 4,
      givenUp: 0,
    }),
  )
})

test('an address in the own network is refused unless a rule names it, and metadata is refused always', async () => {
  const engine = await open(manualClock(START), '10.0.0.0/8')
  const listener = await listen()
  for (const url of [
    listener.url,
    'http://169.254.169.254/latest',
    'http://localhost:9/',
    'ftp://a.example/',
    'nonsense',
  ])
    await expect(submit(engine, url)).rejects.toMatchObject({ code: 'callback-refused' })
  expect((await engine.useCases.listJobs({})).total).toBe(0)
  expect(listener.heard).toEqual([])
})

test('a rule that was taken back holds for what is still to be posted', async () => {
  const clock = manualClock(START)
  writeFileSync(
    path.join(engines.folder(), 'settings.json'),
    JSON.stringify({ allowedCallbacks: ['127.0.0.1'] }),
  )
  const engine = await engines.openScripted(readsAll, { clock })
  const listener = await listen()
  listener.answer(() => 500)
  const job = await submit(engine, listener.url, 1)
  await eventually(() => expect(listener.heard).toHaveLength(1))
  await engine.useCases.changeSettings({ allowedCallbacks: [] })
  await eventually(async () => expect((await logOf(engine, job.id)).deliveries[0]?.attempts).toBe(1))
  clock.turn(6001)
  await eventually(async () =>
    expect((await logOf(engine, job.id)).deliveries[0]).toMatchObject({
      lastFailure: 'address-refused',
      lastStatus: null,
    }),
  )
  expect(listener.heard).toHaveLength(1)
})

test('a setting that is no rule is not taken', async () => {
  const engine = await open(manualClock(START))
  await expect(engine.useCases.changeSettings({ allowedCallbacks: ['127.1'] })).rejects.toMatchObject({
    code: 'option-invalid',
  })
})

test('a listener that never answers does not hold up others', async () => {
  const engine = await open(manualClock(START))
  const [dead, good] = [await listen(), await listen()]
  dead.answer(() => 'nothing')
  for (let jobs = 0; jobs < 20; jobs += 1) await submit(engine, dead.url, 1)
  await eventually(() => expect(dead.heard.length).toBeGreaterThan(0))
  await submit(engine, good.url, 2)
  await eventually(() => expect(good.heard.at(-1)?.status).toBe('COMPLETED'))
  expect(new Set(dead.heard.map(one => one.id)).size).toBe(dead.heard.length)
  expect(dead.heard.length).toBeLessThanOrEqual(4)
})

test('a listener that wants nothing more is left alone until somebody sends it again', async () => {
  const clock = manualClock(START)
  const engine = await open(clock)
  const listener = await listen()
  listener.answer(() => 410)
  const job = await submit(engine, listener.url, 1)
  await eventually(async () => expect(await logOf(engine, job.id)).toMatchObject({ waiting: 0, givenUp: 2 }))
  const [first] = (await logOf(engine, job.id)).deliveries
  listener.answer(() => 200)
  clock.turn(100_000_000)
  expect(await engine.useCases.retryDelivery(job.id, first?.id ?? 0)).toMatchObject({
    state: 'waiting',
    attempts: 0,
  })
  await eventually(async () =>
    expect(await logOf(engine, job.id)).toMatchObject({ delivered: 1, givenUp: 1 }),
  )
  await expect(engine.useCases.retryDelivery(job.id, first?.id ?? 0)).rejects.toMatchObject({
    code: 'wrong-state',
  })
  await expect(engine.useCases.retryDelivery(job.id, 999)).rejects.toMatchObject({
    code: 'callback-not-found',
  })
  await expect(engine.useCases.callbackLog('none', 1)).rejects.toMatchObject({ code: 'job-not-found' })
})

test("the wait that a listener asks for is kept, also by the job's other bodies", async () => {
  const clock = manualClock(START)
  const engine = await open(clock)
  const listener = await listen()
  listener.answer(() => 429, { 'retry-after': '90' })
  const job = await submit(engine, listener.url, 1)
  await eventually(async () =>
    expect((await logOf(engine, job.id)).deliveries.map(one => one.lastStatus)).toContain(429),
  )
  const [waiting] = (await logOf(engine, job.id)).deliveries
  expect(waiting?.nextAttemptAt).toBe(START + 90_000)
  listener.answer(() => 204)
  clock.turn(90_000)
  await eventually(async () => expect(await logOf(engine, job.id)).toMatchObject({ waiting: 0, givenUp: 0 }))
})

test('after the last attempt it is given up, and a deleted job is not called for', async () => {
  const clock = manualClock(START)
  const engine = await open(clock)
  const listener = await listen()
  await listener.close()
  const job = await submit(engine, listener.url, 1)
  for (let attempts = 1; attempts <= 6; attempts += 1) {
    await eventually(async () =>
      expect((await logOf(engine, job.id)).deliveries[0]).toMatchObject({ attempts, state: 'waiting' }),
    )
    clock.turn(8 * 3_600_000)
  }
  await eventually(async () =>
    expect((await logOf(engine, job.id)).deliveries[0]).toMatchObject({
      attempts: 7,
      state: 'given-up',
      lastFailure: 'unreachable',
    }),
  )
  await engine.useCases.deleteJob(job.id)
  await expect(logOf(engine, job.id)).rejects.toMatchObject({ code: 'job-not-found' })
})
