import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { eventually } from './testing/eventually.ts'
import { gate, pageSaying, readsAll, scriptedFile } from './testing/scripted-workers.ts'
import { resultText, submitFiles } from './testing/test-engine.ts'
import { testEngines } from './testing/test-engines.ts'

const { signal } = new AbortController()
const { folder, openScripted } = testEngines()

test('one program owns a data folder, and a second is told who', async () => {
  const first = await openScripted(readsAll)

  await expect(openScripted(readsAll)).rejects.toMatchObject({
    code: 'data-folder-owned',
    detail: expect.stringContaining(`process ${process.pid}`),
  })

  await first.close()
  await expect(openScripted(readsAll)).resolves.toBeDefined()
})

test('a job that was in work goes on at the first unfinished page', async () => {
  const stuck = gate()
  const first = await openScripted(source =>
    source.number <= 3 ? pageSaying(source, `Page ${source.number}`) : stuck.script(source),
  )
  const { id } = await submitFiles(first.useCases, [scriptedFile('a.pdf', 6)])
  await eventually(() => expect(stuck.begun).toEqual([4, 5]))
  await first.close()
  const pagePath = path.join(folder(), 'jobs', id, 'pages', '000002.json')
  const writtenAt = statSync(pagePath).mtimeMs

  const again: number[] = []
  const second = await openScripted(source => {
    again.push(source.number)
    return pageSaying(source, `Page ${source.number}`)
  })
  const job = await second.useCases.waitForJob(id, signal)

  expect(job).toMatchObject({ state: 'completed', donePages: 6, continuedAtPage: 4 })
  expect(again).toEqual([4, 5, 6])
  expect(statSync(pagePath).mtimeMs).toBe(writtenAt)
  expect((await second.useCases.listPages(id)).every(page => page.problem === null)).toBe(true)
})

test('what a crash left half-made is removed, what it left half-deleted is deleted', async () => {
  const first = await openScripted(readsAll)
  const kept = await submitFiles(first.useCases, [scriptedFile('kept.pdf', 1)])
  const halfDeleted = await submitFiles(first.useCases, [scriptedFile('half.pdf', 1)])
  await first.useCases.waitForJob(halfDeleted.id, signal)
  await first.close()
  const jobsDir = path.join(folder(), 'jobs')
  mkdirSync(path.join(jobsDir, 'uncommitted.pdf_20260107_123456_a1b2c3d4'))
  writeFileSync(path.join(jobsDir, 'uncommitted.pdf_20260107_123456_a1b2c3d4', '.new'), '')
  writeFileSync(path.join(jobsDir, kept.id, '.new'), '')
  writeFileSync(path.join(folder(), 'staging', 'half.part'), 'half')
  renameSync(path.join(jobsDir, halfDeleted.id), path.join(folder(), 'trash', halfDeleted.id))

  const second = await openScripted(readsAll)

  expect((await second.useCases.listJobs({})).jobs.map(job => job.id)).toEqual([kept.id])
  expect(readdirSync(path.join(folder(), 'trash'))).toEqual([])
  expect(existsSync(path.join(folder(), 'staging', 'half.part'))).toBe(false)
  expect(existsSync(path.join(jobsDir, 'uncommitted.pdf_20260107_123456_a1b2c3d4'))).toBe(false)
  expect(existsSync(path.join(jobsDir, kept.id, '.new'))).toBe(false)
  expect(await resultText(second.useCases, kept.id)).toContain('Page 1')
})

test('a readable copy that a crash left behind the truth is written anew', async () => {
  const first = await openScripted(readsAll)
  const { id } = await submitFiles(first.useCases, [scriptedFile('a.pdf', 1)])
  await first.useCases.waitForJob(id, signal)
  await first.close()
  const metadataPath = path.join(folder(), 'jobs', id, 'metadata.json')
  writeFileSync(metadataPath, '{"status":"queued"}')

  await openScripted(readsAll)

  await eventually(() => expect(readFileSync(metadataPath, 'utf8')).toContain('"status": "completed"'))
})

test('a database of a newer program is refused and left as it is', async () => {
  await (await openScripted(readsAll)).close()
  const databasePath = path.join(folder(), 'pageloom.db')
  const database = new Database(databasePath)
  database.pragma('user_version = 99')
  database.close()

  await expect(openScripted(readsAll)).rejects.toMatchObject({ code: 'database-newer' })

  const untouched = new Database(databasePath, { readonly: true })
  expect(untouched.pragma('user_version', { simple: true })).toBe(99)
  untouched.close()
})

test.each([
  ['is no database', (size: number) => ({ at: 0, bytes: Buffer.alloc(Math.min(size, 5000), 'x') })],
  ['has a page overwritten', () => ({ at: 4096, bytes: Buffer.alloc(4096, 0xff) })],
])(
  'a database that %s is set aside, never deleted, and its jobs come back from their folders',
  async (_, damage) => {
    const first = await openScripted(readsAll)
    const { id } = await submitFiles(first.useCases, [scriptedFile('a.pdf', 3)])
    await first.useCases.waitForJob(id, signal)
    const before = await resultText(first.useCases, id)
    await first.close()
    const databasePath = path.join(folder(), 'pageloom.db')
    const { at, bytes } = damage(statSync(databasePath).size)
    const file = openSync(databasePath, 'r+')
    writeSync(file, bytes, 0, bytes.length, at)
    closeSync(file)

    const second = await openScripted(readsAll)

    expect(second.notices.join(' ')).toMatch(/damaged.*corrupt-/)
    expect(readdirSync(folder()).filter(name => /^pageloom\.db\.corrupt-\d+$/.test(name))).toHaveLength(1)
    expect(await second.useCases.findJob(id)).toMatchObject({
      state: 'completed',
      donePages: 3,
      failedPages: 0,
    })
    expect(await resultText(second.useCases, id)).toBe(before)
  },
)

test('an unfinished job of a lost database goes on with the pages that are missing', async () => {
  const stuck = gate()
  const first = await openScripted(source =>
    source.number <= 2 ? pageSaying(source, `Page ${source.number}`) : stuck.script(source),
  )
  const { id } = await submitFiles(first.useCases, [scriptedFile('a.pdf', 5)])
  await eventually(() => expect(stuck.begun).toEqual([3, 4]))
  await first.close()
  writeFileSync(path.join(folder(), 'pageloom.db'), 'gone')

  const again: number[] = []
  const second = await openScripted(source => {
    again.push(source.number)
    return pageSaying(source, `Page ${source.number}`)
  })

  expect(await second.useCases.waitForJob(id, signal)).toMatchObject({ state: 'completed', donePages: 5 })
  expect(again).toEqual([3, 4, 5])
})

test('a job of a lost database still names the file of it that was refused, and what its caller sent along', async () => {
  const first = await openScripted(readsAll)
  const song = { name: 'song.mp3', bytes: new Uint8Array([1, 2]) }
  const options = { nodeMetadata: { owner: 'me' } }
  const { id } = await submitFiles(first.useCases, [song, scriptedFile('good.pdf', 2)], {
    badFiles: 'fail-alone',
    options,
  })
  const before = await first.useCases.waitForJob(id, signal)
  const result = await resultText(first.useCases, id)
  await eventually(() =>
    expect(readFileSync(path.join(folder(), 'jobs', id, 'metadata.json'), 'utf8')).toContain('"completed"'),
  )
  await first.close()
  writeFileSync(path.join(folder(), 'pageloom.db'), 'gone')

  const { useCases } = await openScripted(readsAll)

  const job = await useCases.findJob(id)
  expect(job).toMatchObject({ state: 'completed', documents: before.documents, options })
  expect(await resultText(useCases, id)).toBe(result)
  expect(await useCases.documentFile(id, 2)).toMatchObject({ fileName: 'good.pdf' })
})

test('a folder without a row that tells nothing is left alone', async () => {
  mkdirSync(path.join(folder(), 'jobs', 'notes'), { recursive: true })
  writeFileSync(path.join(folder(), 'jobs', 'notes', 'mine.txt'), 'mine')

  const { useCases } = await openScripted(readsAll)

  expect((await useCases.listJobs({})).total).toBe(0)
  expect(existsSync(path.join(folder(), 'jobs', 'notes', 'mine.txt'))).toBe(true)
})

test('events from before the restart are replayed to one who was away', async () => {
  const first = await openScripted(readsAll)
  const { id } = await submitFiles(first.useCases, [scriptedFile('a.pdf', 2)])
  await first.useCases.waitForJob(id, signal)
  await first.close()

  const second = await openScripted(readsAll)
  const states: string[] = []
  for await (const item of second.useCases.followEvents(0, id, signal)) {
    if ('event' in item && item.event.kind === 'job-changed') states.push(item.event.job.state)
    if (states.at(-1) === 'completed') break
  }

  expect(states).toEqual(['queued', 'processing', 'completed'])
})
