import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DIALECT_DOORS, type DialectDoor, formFor, submittedId } from './testing/dialect-doors.ts'
import { drawnPng } from './testing/drawn-png.ts'
import { sample } from './testing/run-program.ts'
import { type Served, startServe } from './testing/start-serve.ts'

/** Real processes on a machine that may be busy. */
const PATIENCE_MS = 240_000
vi.setConfig({ testTimeout: PATIENCE_MS })

let served: Served
beforeAll(async () => {
  served = await startServe([], { env: { NUM_WORKERS: '2' } })
})
afterAll(async () => {
  await served.stop()
})

const call = (where: string, init: RequestInit = {}): Promise<Response> =>
  fetch(served.url + where, { ...init, headers: { authorization: `Bearer ${served.key}` } })

const send = (where: string, body: FormData, init: RequestInit = {}): Promise<Response> =>
  call(where, { method: 'POST', body, ...init })

/** Sends a picture with one sentence through a door. */
async function submit(door: DialectDoor, word: string): Promise<string> {
  const file = { name: `${word}.png`, bytes: await drawnPng([`The ${word} stands on the hill.`]) }
  const reply = await send(door.submit, formFor(door, [file]))
  expect([door.letter, reply.ok]).toEqual([door.letter, true])
  return submittedId(reply)
}

/** Polls as the dialect's clients do until the job is completed, then fetches its text. */
async function textThrough(door: DialectDoor, jobId: string): Promise<string> {
  const isDone = async () => door.isCompleted(await (await call(door.statusOf(jobId))).json())
  await vi.waitUntil(isDone, { timeout: PATIENCE_MS, interval: 200 })
  const result = await call(door.resultOf(jobId))
  expect([door.letter, result.status]).toEqual([door.letter, 200])
  return door.textOf(result)
}

test('a job that came through one door is fetched through each of the others, and the history names its door', async () => {
  const words = { A: 'castle', B: 'windmill', C: 'lantern', D: 'chapel', E: 'granary' } as const
  for (const door of DIALECT_DOORS) {
    const id = await submit(door, words[door.letter])

    for (const other of DIALECT_DOORS)
      expect([door.letter, other.letter, await textThrough(other, id)]).toEqual([
        door.letter,
        other.letter,
        expect.stringContaining(words[door.letter]),
      ])
    expect((await served.client.listJobs({ origin: door.origin })).jobs.map(job => job.id)).toEqual([id])
  }
  for (const where of ['/jobs', '/api/jobs', '/v1/jobs']) {
    const { jobs } = await (await call(where)).json()
    expect(jobs.map((job: { filename: string }) => job.filename)).toEqual(
      Object.values(words)
        .map(word => `${word}.png`)
        .reverse(),
    )
  }
})

const BLOCKING = DIALECT_DOORS.flatMap(door =>
  door.blocking === null ? [] : [[door.blocking, door] as const],
)

test.each(BLOCKING)(
  'a caller of %s who hangs up finds the job in the history, done',
  async (blocking, door) => {
    const file = { name: 'letter.pdf', bytes: readFileSync(sample('scanned-letter.pdf')) }
    // Others come before it, so that the caller is gone before the job is done.
    for (const other of DIALECT_DOORS.slice(0, 2)) await send(other.submit, formFor(other, [file]))
    const { total } = await served.client.listJobs({ origin: door.origin })
    const hangUp = new AbortController()
    const pending = send(blocking, formFor(door, [file]), { signal: hangUp.signal }).catch(() => 'hung up')
    const submitted = async () => (await served.client.listJobs({ origin: door.origin })).total > total
    await vi.waitUntil(submitted, { timeout: PATIENCE_MS, interval: 20 })
    hangUp.abort()

    expect(await pending).toBe('hung up')
    const [job] = (await served.client.listJobs({ origin: door.origin })).jobs
    expect(job).toMatchObject({ name: 'letter.pdf' })
    expect(await textThrough(door, job?.id ?? '')).toContain('Harbour Observatory')
  },
)

const WORDS = (
  'anchor basket candle dragon eagle feather garden hammer island jacket kettle ladder market needle orchard ' +
  'pebble quarry ribbon saddle tunnel umbrella violin wagon yellow zebra apron bottle carpet diamond engine ' +
  'falcon goblet helmet insect jungle kitten lemon mirror nickel onion parrot quilt rocket shovel ticket ' +
  'turtle velvet walnut window yogurt'
).split(' ')

test('fifty files through five doors at once, while a scan is being read, give fifty results, each with its own text', async () => {
  expect(new Set(WORDS).size).toBe(50)
  const scan = { name: 'scan.pdf', bytes: readFileSync(sample('scanned-letter.pdf')) }
  const [first = never()] = DIALECT_DOORS
  const scanId = await submittedId(await send(first.submit, formFor(first, [scan])))
  const isBeingRead = async () => (await served.client.getJob(scanId)).startedAt !== null
  await vi.waitUntil(isBeingRead, { timeout: PATIENCE_MS, interval: 20 })

  const read = await Promise.all(
    WORDS.map(async (word, index) => {
      const door = DIALECT_DOORS[index % DIALECT_DOORS.length] ?? never()
      const text = await textThrough(door, await submit(door, word))
      return [word, WORDS.filter(each => text.includes(each))]
    }),
  )

  expect(read).toEqual(WORDS.map(word => [word, [word]]))
})

function never(): never {
  throw new Error('There are five doors')
}
