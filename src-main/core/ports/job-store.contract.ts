import { afterEach, describe, expect, test } from 'vitest'
import type { StoreFacts, Stores } from './stores.ts'
import { newJob, readWell } from './testing/new-jobs.ts'

const facts: StoreFacts = { now: () => 1000, outlook: { secondsLeft: () => null, hold: () => null } }
const forever = new AbortController().signal

/** What every job store promises, with the questions about all its jobs. */
export function jobStoreContract(name: string, openStores: (facts: StoreFacts) => Stores): void {
  describe(`the job store in ${name}`, () => {
    const opened: Stores[] = []
    const open = (changed: Partial<StoreFacts> = {}): Stores => {
      const stores = openStores({ ...facts, ...changed })
      opened.push(stores)
      return stores
    }
    afterEach(() => {
      for (const stores of opened.splice(0)) stores.close()
    })

    test('a job entered is found again as it was', async () => {
      const { jobs, pages } = open()
      const entry = newJob('a.pdf', 3)
      expect(await jobs.insert(entry)).toEqual(entry.job)
      expect(await jobs.find(entry.job.id)).toEqual({
        job: entry.job,
        inputNames: ['input.pdf'],
        password: 'secret',
      })
      expect(await pages.list(entry.job.id)).toHaveLength(3)
      expect(await pages.find(entry.job.id, 2)).toMatchObject({ number: 2, state: 'waiting', attempt: 0 })
      expect(await pages.find(entry.job.id, 4)).toBeUndefined()
    })

    test('a job that is not there is not found, changed or removed', async () => {
      const { jobs, pages } = open()
      expect(await jobs.find('none')).toBeUndefined()
      expect(await jobs.change('none', { event: 'cancel' })).toBeUndefined()
      expect(await jobs.remove('none')).toBe(false)
      expect(await pages.list('none')).toEqual([])
    })

    test('a second job with the same upload key is not entered', async () => {
      const { jobs } = open()
      const first = newJob('a.pdf', 1, { uploadKey: 'key' })
      await jobs.insert(first)
      expect((await jobs.insert(newJob('b.pdf', 1, { uploadKey: 'key' }))).id).toBe(first.job.id)
      expect(await jobs.findByUploadKey('key')).toMatchObject({ id: first.job.id })
      expect((await jobs.list({})).total).toBe(1)
    })

    test('a state changes by the table only, and each change is told', async () => {
      const { jobs, events } = open()
      const { id } = await jobs.insert(newJob('a.pdf', 1))
      expect(await jobs.change(id, { event: 'resume' })).toBeUndefined()
      expect(await jobs.change(id, { event: 'pause' })).toMatchObject({ state: 'paused' })
      expect(await jobs.change(id, { event: 'resume' })).toMatchObject({ state: 'queued', finishedAt: null })
      expect(await jobs.change(id, { event: 'cancel' })).toMatchObject({
        state: 'cancelled',
        finishedAt: 1000,
      })
      expect(await jobs.change(id, { event: 'cancel' })).toBeUndefined()
      const told = (await events.after(0, null))?.events.map(({ event }) =>
        event.kind === 'job-changed' ? event.job.state : event.kind,
      )
      expect(told).toEqual(['queued', 'paused', 'queued', 'cancelled'])
    })

    test('a failed job keeps its problem until it is retried', async () => {
      const { jobs } = open()
      const { id } = await jobs.insert(newJob('a.pdf', 1))
      const problem = { code: 'no-page-readable', detail: '1 of 1' } as const
      expect(await jobs.change(id, { event: 'fail', problem })).toMatchObject({ state: 'failed', problem })
      expect(await jobs.change(id, { event: 'retry' })).toMatchObject({ state: 'queued', problem: null })
    })

    test('bytes that a change adds are counted', async () => {
      const { jobs } = open()
      const { id } = await jobs.insert(newJob('a.pdf', 1))
      expect(await jobs.change(id, { event: 'complete', addedBytes: 50 })).toMatchObject({ sizeBytes: 1050 })
    })

    test('a removed job takes its pages and events along', async () => {
      const { jobs, pages, events } = open()
      const { id } = await jobs.insert(newJob('a.pdf', 2))
      expect(await jobs.remove(id)).toBe(true)
      expect(await jobs.find(id)).toBeUndefined()
      expect(await pages.list(id)).toEqual([])
      expect((await events.after(0, null))?.events.map(({ event }) => event.kind)).toEqual(['job-deleted'])
    })

    test('a job that retention removed is remembered as expired, one that somebody deleted is not', async () => {
      const { jobs, census } = open()
      const deleted = await jobs.insert(newJob('a.pdf', 1))
      const expired = await jobs.insert(newJob('b.pdf', 1))
      expect(await census.hasExpired(expired.id)).toBe(false)
      await jobs.remove(deleted.id)
      await jobs.remove(expired.id, 'expired')
      expect(await census.hasExpired(expired.id)).toBe(true)
      expect(await census.hasExpired(deleted.id)).toBe(false)
      expect(await jobs.remove('none', 'expired')).toBe(false)
      expect(await census.hasExpired('none')).toBe(false)
    })

    test('jobs are listed youngest first, in pages, and filtered', async () => {
      const { jobs } = open()
      for (const name of ['one.pdf', 'Two.pdf', 'three.pdf']) await jobs.insert(newJob(name, 1))
      const first = await jobs.list({ limit: 2 })
      const second = await jobs.list({ limit: 2, cursor: first.nextCursor ?? '' })
      expect(first.jobs.map(job => [job.name, job.jobsAhead])).toEqual([
        ['three.pdf', 2],
        ['Two.pdf', 1],
      ])
      expect(second).toMatchObject({ jobs: [{ name: 'one.pdf', jobsAhead: 0 }], nextCursor: null, total: 3 })
      expect((await jobs.list({ search: 'tW' })).jobs).toMatchObject([{ name: 'Two.pdf' }])
      expect(await jobs.list({ state: 'paused' })).toMatchObject({ jobs: [], total: 0 })
      expect(await jobs.list({ origin: 'http' })).toMatchObject({ total: 3 })
      await expect(jobs.list({ cursor: 'x' })).rejects.toMatchObject({ code: 'invalid-request' })
    })

    test('the outlook stands in active jobs only', async () => {
      const outlook = {
        secondsLeft: (_: string, pagesLeft: number) => pagesLeft * 10,
        hold: () => ({ code: 'storage-full', detail: 'no room' }) as const,
      }
      const { jobs } = open({ outlook })
      const { id } = await jobs.insert(newJob('a.pdf', 3))
      expect((await jobs.find(id))?.job).toMatchObject({
        secondsLeft: 30,
        problem: { code: 'storage-full', detail: 'no room' },
      })
      expect(await jobs.change(id, { event: 'cancel' })).toMatchObject({ secondsLeft: null, problem: null })
    })

    test('the census counts jobs and bytes and tells who is at rest', async () => {
      let now = 1000
      const { jobs, census } = open({ now: () => now })
      const done = await jobs.insert(newJob('done.pdf', 1))
      await jobs.insert(newJob('waits.pdf', 1))
      await jobs.change(done.id, { event: 'complete' })

      expect(await census.counts()).toEqual({ active: 0, queued: 1, sizeBytes: 2000 })
      expect(await census.unfinished()).toMatchObject([{ name: 'waits.pdf' }])
      const shelved = { id: done.id, finishedAt: 1000, readAt: 1000, sizeBytes: 1000 }
      expect(await census.shelved()).toEqual([shelved])
      now = 200_000
      await census.markRead(done.id)
      expect(await census.shelved()).toEqual([{ ...shelved, readAt: 200_000 }])
      now = 200_001
      await census.markRead(done.id)
      expect(await census.shelved()).toEqual([{ ...shelved, readAt: 200_000 }])
    })

    test('the census knows when all pages of a job are done', async () => {
      const { jobs, census, queue } = open()
      const { id } = await jobs.insert(newJob('a.pdf', 1))
      expect(await census.allPagesDone(id)).toBe(false)
      const lease = await queue.claim(1, forever)
      if (lease) await queue.save(lease, readWell)
      expect(await census.allPagesDone(id)).toBe(true)
      expect(await census.allPagesDone('none')).toBe(false)
    })
  })
}
