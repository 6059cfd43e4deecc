import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newJob, readWell } from '../../core/ports/testing/new-jobs.ts'
import firstSchema from './migrations/0001-jobs.sql?raw'
import { sqliteStores } from './sqlite-stores.ts'

const facts = { now: () => 1000, outlook: { secondsLeft: () => null, hold: () => null } }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pageloom-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a data folder of the first version keeps its jobs and takes callbacks from then on', async () => {
  const file = path.join(folder, 'pageloom.db')
  const first = new Database(file)
  first.exec(firstSchema)
  first.pragma('user_version = 1')
  const { job } = newJob('old', 1)
  first
    .prepare(
      `INSERT INTO jobs (seq, id, name, name_folded, state, origin, options, documents, input_names, turn, page_count, created_at, size_bytes)
       VALUES (1, ?, 'old', 'old', 'queued', 'http', ?, ?, '["input.pdf"]', 1, 1, 1, 1000)`,
    )
    .run(job.id, JSON.stringify(job.options), JSON.stringify(job.documents))
  first.exec('INSERT INTO pages (job_seq, number, document_number, page_in_document) VALUES (1, 1, 1, 1)')
  first.close()

  const stores = sqliteStores(file, facts)
  expect(stores.setAside).toBeNull()
  expect(await stores.jobs.find(job.id)).toMatchObject({ job: { id: job.id, state: 'queued' } })
  const called = newJob('new', 1, { callback: { url: 'http://scans.test/', taskId: null } })
  await stores.jobs.insert(called)
  for (let pages = 0; pages < 2; pages += 1) {
    const lease = await stores.queue.claim(9, new AbortController().signal)
    if (lease) await stores.queue.save(lease, readWell)
  }
  expect(await stores.deliveries.next({ jobs: [], listeners: [] })).toMatchObject({ jobId: called.job.id })
  expect(await stores.deliveries.log(job.id, 9)).toMatchObject({ callback: null, deliveries: [] })
  stores.close()
})

test('a data folder of the newest version is opened without a change', () => {
  const file = path.join(folder, 'pageloom.db')
  sqliteStores(file, facts).close()
  const versionOf = () => {
    const database = new Database(file)
    const version = database.pragma('user_version', { simple: true })
    database.close()
    return version
  }
  const version = versionOf()
  sqliteStores(file, facts).close()
  expect(versionOf()).toBe(version)
  expect(Number(version)).toBeGreaterThanOrEqual(2)
})
