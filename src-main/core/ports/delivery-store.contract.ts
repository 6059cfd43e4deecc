import { afterEach, describe, expect, test, vi } from 'vitest'
import type { NewJob } from '../job/stored-job.ts'
import type { AttemptEnd } from './delivery-store.ts'
import type { StoreFacts, Stores } from './stores.ts'
import { newJob, readWell, unreadable } from './testing/new-jobs.ts'

const forever = new AbortController().signal
const free = { jobs: [], listeners: [] }
const delivered: AttemptEnd = { kind: 'delivered', status: 200 }
const callback = { url: 'http://scans.test:9000/in', taskId: 'task-1' }

const other = { ...callback, url: 'http://other.test/' }

const failed = (nextAttemptAt: number | null, isListenersFault = false): AttemptEnd => ({
  kind: 'failed',
  status: 500,
  failure: 'answered',
  detail: '',
  nextAttemptAt,
  isListenersFault,
})

/** What every delivery store promises, with the job store and the page queue that feed it. */
export function deliveryStoreContract(name: string, openStores: (facts: StoreFacts) => Stores): void {
  describe(`the delivery store in ${name}`, () => {
    let opened: Stores | undefined
    let clock = 1000
    const open = (): Stores => {
      clock = 1000
      opened = openStores({ now: () => clock, outlook: { secondsLeft: () => null, hold: () => null } })
      return opened
    }
    afterEach(() => opened?.close())

    const enter = async ({ jobs }: Stores, entry: NewJob) => (await jobs.insert(entry)).id

    const readPages = async ({ queue, jobs }: Stores, jobId: string, pages: number) => {
      for (let page = 0; page < pages; page += 1) {
        const lease = await queue.claim(9, forever)
        if (lease) await queue.save(lease, readWell)
      }
      await jobs.change(jobId, { event: 'complete' })
    }

    test('a page that was read and a job that ended are delivered, the completion last', async () => {
      const stores = open()
      const jobId = await enter(stores, newJob('a', 2, { callback }))
      expect(await stores.deliveries.next(free)).toBeUndefined()
      await readPages(stores, jobId, 2)
      const told: unknown[] = []
      for (let due = await stores.deliveries.next(free); due; due = await stores.deliveries.next(free)) {
        told.push([due.jobId, due.callback, due.delivery.kind, due.delivery.page, due.dueAt])
        await stores.deliveries.settle(due.delivery.id, delivered)
      }
      expect(told).toEqual([
        [jobId, callback, 'node', 1, 1000],
        [jobId, callback, 'node', 2, 1000],
        [jobId, callback, 'completion', null, 1000],
      ])
      expect(await stores.deliveries.log(jobId, 1)).toMatchObject({ waiting: 0, delivered: 3, givenUp: 0 })
      expect((await stores.deliveries.log(jobId, 1)).deliveries).toHaveLength(1)
    })

    test('a job that is entered anew posts what was not posted yet, under the time at which that was entered', async () => {
      const stores = open()
      const entry = newJob('a', 3, { callback })
      const jobId = await enter(stores, {
        ...entry,
        job: { ...entry.job, state: 'completed', finishedAt: 900 },
        deliveries: [
          { page: 1, state: 'delivered', createdAt: 700 },
          { page: 2, state: 'waiting', createdAt: 800 },
          { page: 3, state: 'given-up', createdAt: 800 },
          { page: null, state: 'waiting', createdAt: 900 },
        ],
      })
      expect(await stores.deliveries.log(jobId, 9)).toMatchObject({ waiting: 2, delivered: 1, givenUp: 1 })
      const told: unknown[] = []
      for (let due = await stores.deliveries.next(free); due; due = await stores.deliveries.next(free)) {
        told.push([due.delivery.page, due.delivery.createdAt])
        await stores.deliveries.settle(due.delivery.id, delivered)
      }
      expect(told).toEqual([
        [2, 800],
        [null, 900],
      ])
    })

    test('a job without a callback, a failed and a blank page bring no delivery', async () => {
      const stores = open()
      await stores.jobs.insert(newJob('a', 1))
      const jobId = await enter(stores, newJob('b', 2, { callback }))
      for (const end of [readWell, unreadable, { ...readWell, kind: 'blank' } as const]) {
        const lease = await stores.queue.claim(9, forever)
        if (lease) await stores.queue.save(lease, end)
      }
      expect(await stores.deliveries.next(free)).toBeUndefined()
      expect(await stores.deliveries.log(jobId, 9)).toMatchObject({ callback, waiting: 0, deliveries: [] })
      expect(await stores.deliveries.log('none', 9)).toMatchObject({ callback: null, deliveries: [] })
    })

    test('a cancelled job is told too, and a completion waits while one of its pages does', async () => {
      const stores = open()
      const jobId = await enter(stores, newJob('a', 2, { callback }))
      const lease = await stores.queue.claim(9, forever)
      if (lease) await stores.queue.save(lease, readWell)
      await stores.jobs.change(jobId, { event: 'cancel' })
      const node = await stores.deliveries.next(free)
      await stores.deliveries.settle(node?.delivery.id ?? 0, failed(5000))
      expect(await stores.deliveries.next(free)).toMatchObject({
        delivery: { kind: 'node', attempts: 1 },
        dueAt: 5000,
      })
      await stores.deliveries.settle(node?.delivery.id ?? 0, failed(null))
      expect(await stores.deliveries.next(free)).toMatchObject({ delivery: { kind: 'completion' } })
    })

    test('a failure keeps its reason; one that was given up can be sent again', async () => {
      const stores = open()
      const jobId = await enter(stores, newJob('a', 1, { callback }))
      await readPages(stores, jobId, 1)
      const id = (await stores.deliveries.next(free))?.delivery.id ?? 0
      clock = 2000
      expect(await stores.deliveries.sendAgain(jobId, id)).toBeUndefined()
      await stores.deliveries.settle(id, failed(null))
      expect(await stores.deliveries.find(jobId, id)).toMatchObject({
        state: 'given-up',
        attempts: 1,
        createdAt: 1000,
        lastAttemptAt: 2000,
        nextAttemptAt: null,
        lastStatus: 500,
        lastFailure: 'answered',
      })
      expect(await stores.deliveries.find('other', id)).toBeUndefined()
      expect(await stores.deliveries.sendAgain('other', id)).toBeUndefined()
      expect(await stores.deliveries.sendAgain(jobId, id)).toMatchObject({
        state: 'waiting',
        nextAttemptAt: 2000,
      })
      await stores.deliveries.settle(id, delivered)
      expect(await stores.deliveries.find(jobId, id)).toMatchObject({
        state: 'delivered',
        attempts: 1,
        lastFailure: null,
      })
    })

    test("when the listener itself failed, the job's other deliveries share the wait and the end", async () => {
      const stores = open()
      const jobId = await enter(stores, newJob('a', 2, { callback }))
      await readPages(stores, jobId, 2)
      const first = (await stores.deliveries.next(free))?.delivery.id ?? 0
      await stores.deliveries.settle(first, failed(9000, true))
      expect(
        (await stores.deliveries.log(jobId, 9)).deliveries.map(one => [one.attempts, one.nextAttemptAt]),
      ).toEqual(Array.from({ length: 3 }, () => [1, 9000]))
      await stores.deliveries.settle(first, failed(null, true))
      expect(await stores.deliveries.log(jobId, 9)).toMatchObject({ waiting: 0, givenUp: 3 })
    })

    test('nothing is handed out of busy jobs and for busy listeners', async () => {
      const stores = open()
      const first = await enter(stores, newJob('a', 1, { callback }))
      await readPages(stores, first, 1)
      const second = await enter(stores, newJob('b', 1, { callback: other }))
      await readPages(stores, second, 1)
      const next = async (jobs: string[], listeners: string[]) =>
        (await stores.deliveries.next({ jobs, listeners }))?.jobId
      expect(await next([first], [])).toBe(second)
      expect(await next([], ['http://scans.test:9000'])).toBe(second)
      expect(await next([first], ['http://other.test'])).toBeUndefined()
    })

    test('a body that does not exist is taken off the list', async () => {
      const stores = open()
      const jobId = await enter(stores, newJob('a', 1, { callback }))
      await readPages(stores, jobId, 1)
      const node = await stores.deliveries.next(free)
      await stores.deliveries.settle(node?.delivery.id ?? 0, { kind: 'nothing' })
      expect(await stores.deliveries.next(free)).toMatchObject({ delivery: { kind: 'completion' } })
    })

    test('a page that is read again and a job that ends again are told again', async () => {
      const stores = open()
      const jobId = await enter(stores, newJob('a', 1, { callback }))
      const lease = await stores.queue.claim(9, forever)
      if (lease) await stores.queue.save(lease, unreadable)
      await stores.jobs.change(jobId, { event: 'complete' })
      const completion = await stores.deliveries.next(free)
      await stores.deliveries.settle(completion?.delivery.id ?? 0, delivered)
      clock = 3000
      await stores.queue.retry(jobId, null)
      expect(await stores.deliveries.next(free)).toBeUndefined()
      await readPages(stores, jobId, 1)
      expect(await stores.deliveries.log(jobId, 9)).toMatchObject({ waiting: 2, delivered: 0 })
      expect((await stores.deliveries.log(jobId, 9)).deliveries.map(one => one.createdAt)).toEqual([
        3000, 3000,
      ])
    })

    test('the deliveries of a deleted job go with it', async () => {
      const stores = open()
      const jobId = await enter(stores, newJob('a', 1, { callback }))
      await readPages(stores, jobId, 1)
      const id = (await stores.deliveries.next(free))?.delivery.id ?? 0
      await stores.jobs.remove(jobId)
      await stores.deliveries.settle(id, delivered)
      expect(await stores.deliveries.next(free)).toBeUndefined()
      expect(await stores.deliveries.log(jobId, 9)).toMatchObject({ callback: null, deliveries: [] })
    })

    test('those who wait hear of a page that was read, or of their signal', async () => {
      const stores = open()
      const jobId = await enter(stores, newJob('a', 1, { callback }))
      const heard = vi.fn()
      const waiting = stores.deliveries.changed(forever).then(heard)
      expect(heard).not.toHaveBeenCalled()
      await readPages(stores, jobId, 1)
      await waiting
      const stop = new AbortController()
      const stopped = stores.deliveries.changed(stop.signal)
      stop.abort()
      await stopped
      expect(heard).toHaveBeenCalledOnce()
    })
  })
}
