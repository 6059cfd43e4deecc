import { afterEach, describe, expect, test, vi } from 'vitest'
import type { PageLease } from './page-queue.ts'
import type { StoreFacts, Stores } from './stores.ts'
import { newJob, readWell, unreadable } from './testing/new-jobs.ts'

const facts: StoreFacts = { now: () => 1000, outlook: { secondsLeft: () => null, hold: () => null } }
const forever = new AbortController().signal
const strike = { kind: 'strike', problem: 'page-timeout', detail: 'slow' } as const

/** What every page queue promises. */
export function pageQueueContract(name: string, openStores: (facts: StoreFacts) => Stores): void {
  describe(`the page queue in ${name}`, () => {
    const opened: Stores[] = []
    const open = (): Stores => {
      const stores = openStores(facts)
      opened.push(stores)
      return stores
    }
    afterEach(() => {
      for (const stores of opened.splice(0)) stores.close()
    })
    const claim = async ({ queue }: Stores, maxJobs = 1): Promise<PageLease> => {
      const lease = await queue.claim(maxJobs, AbortSignal.timeout(2000))
      if (!lease) throw new Error('There was no page to claim')
      return lease
    }

    test('pages are handed out in order, each once, and the job is processing from then on', async () => {
      const stores = open()
      const { id } = await stores.jobs.insert(newJob('a.pdf', 2))
      const first = await claim(stores)
      const second = await claim(stores)
      expect(first).toMatchObject({
        jobId: id,
        number: 1,
        attempt: 1,
        inputName: 'input.pdf',
        mediaType: 'application/pdf',
        password: 'secret',
        options: { mode: 'balanced' },
      })
      expect(second).toMatchObject({ number: 2 })
      expect(await stores.jobs.find(id)).toMatchObject({ job: { state: 'processing', startedAt: 1000 } })
      const stop = new AbortController()
      const third = stores.queue.claim(1, stop.signal)
      stop.abort()
      expect(await third).toBeUndefined()
    })

    test('a claim waits until there is a page', async () => {
      const stores = open()
      const claimed = vi.fn()
      const claiming = stores.queue.claim(1, forever).then(claimed)
      expect(claimed).not.toHaveBeenCalled()
      await stores.jobs.insert(newJob('a.pdf', 1))
      await claiming
      expect(claimed).toHaveBeenCalledWith(expect.objectContaining({ number: 1 }))
    })

    test('an outcome is saved once; later ones change nothing', async () => {
      const stores = open()
      const { id } = await stores.jobs.insert(newJob('a.pdf', 2))
      const lease = await claim(stores)
      expect(await stores.queue.holds(lease)).toBe(true)
      expect(await stores.queue.save(lease, readWell)).toBe(true)
      expect(await stores.queue.holds(lease)).toBe(false)
      expect(await stores.queue.save(lease, unreadable)).toBe(false)
      expect(await stores.queue.giveBack(lease, strike)).toBe(false)
      expect(await stores.pages.find(id, 1)).toEqual({
        number: 1,
        documentNumber: 1,
        pageInDocument: 1,
        state: 'recognised',
        attempt: 1,
        problem: null,
        engine: 'paddle',
        confidence: 0.5,
        wordCount: 12,
        durationMs: 346,
        finishedAt: 1000,
      })
      expect(await stores.jobs.find(id)).toMatchObject({ job: { donePages: 1, sizeBytes: 1100 } })
    })

    test('only the newest attempt of a page counts', async () => {
      const stores = open()
      await stores.jobs.insert(newJob('a.pdf', 1))
      const late = await claim(stores)
      await stores.queue.giveBack(late, { kind: 'withdrawn' })
      const current = await claim(stores)
      expect(current.attempt).toBe(2)
      expect(await stores.queue.save(late, unreadable)).toBe(false)
      expect(await stores.queue.save(current, readWell)).toBe(true)
    })

    test('blank and failed pages are done, and counted apart', async () => {
      const stores = open()
      const { id } = await stores.jobs.insert(newJob('a.pdf', 2))
      await stores.queue.save(await claim(stores), { ...readWell, kind: 'blank' })
      await stores.queue.save(await claim(stores), unreadable)
      expect(await stores.jobs.find(id)).toMatchObject({
        job: { donePages: 2, blankPages: 1, failedPages: 1, state: 'processing' },
      })
      const problem = { code: 'page-unreadable', detail: 'torn' }
      expect(await stores.pages.find(id, 2)).toMatchObject({ state: 'failed', problem, engine: null })
    })

    test('two strikes and the page is failed with its reason', async () => {
      const stores = open()
      const { id } = await stores.jobs.insert(newJob('a.pdf', 1))
      await stores.queue.giveBack(await claim(stores), strike)
      expect(await stores.pages.find(id, 1)).toMatchObject({ state: 'waiting', problem: null })
      await stores.queue.giveBack(await claim(stores), strike)
      const problem = { code: 'page-timeout', detail: 'slow' }
      expect(await stores.pages.find(id, 1)).toMatchObject({ state: 'failed', attempt: 2, problem })
      expect(await stores.jobs.find(id)).toMatchObject({ job: { donePages: 1, failedPages: 1 } })
    })

    test('a page given back without blame may go round often', async () => {
      const stores = open()
      const { id } = await stores.jobs.insert(newJob('a.pdf', 1))
      for (let round = 1; round <= 12; round += 1) {
        const lease = await claim(stores)
        expect(lease.attempt).toBe(round)
        await stores.queue.giveBack(lease, { kind: 'withdrawn' })
      }
      expect(await stores.pages.find(id, 1)).toMatchObject({ state: 'waiting' })
    })

    test('a retried page waits anew with a clean slate, and its job is queued', async () => {
      const stores = open()
      const { id } = await stores.jobs.insert(newJob('a.pdf', 2))
      await stores.queue.save(await claim(stores), unreadable)
      await stores.queue.save(await claim(stores), unreadable)
      await stores.jobs.change(id, { event: 'fail', problem: { code: 'no-page-readable', detail: '' } })

      expect(await stores.queue.retry(id, 2)).toBe(1)

      expect(await stores.jobs.find(id)).toMatchObject({
        job: { state: 'queued', donePages: 1, failedPages: 1, finishedAt: null, problem: null },
      })
      await stores.queue.giveBack(await claim(stores), strike)
      expect(await stores.pages.find(id, 2)).toMatchObject({ state: 'waiting', attempt: 2 })
      expect(await stores.queue.retry('none', null)).toBe(0)
    })

    test('a second job is begun only where the first has no page to hand out', async () => {
      const stores = open()
      await stores.jobs.insert(newJob('first.pdf', 2))
      await stores.jobs.insert(newJob('second.pdf', 1))
      const names = [await claim(stores), await claim(stores), await claim(stores)].map(({ jobId }) => jobId)
      expect(names.map(jobId => jobId.split('_')[0])).toEqual(['first.pdf', 'first.pdf', 'second.pdf'])
    })

    test('two jobs at once share the workers', async () => {
      const stores = open()
      await stores.jobs.insert(newJob('first.pdf', 5))
      await stores.jobs.insert(newJob('second.pdf', 5))
      const leases: PageLease[] = []
      for (let count = 0; count < 4; count += 1) leases.push(await claim(stores, 2))
      const names = leases.map(({ jobId }) => jobId.split('_')[0])
      expect(names.filter(each => each === 'first.pdf')).toHaveLength(2)
      expect(names.filter(each => each === 'second.pdf')).toHaveLength(2)
    })

    test('a paused or cancelled job hands out no pages, but what is in work is still taken', async () => {
      const stores = open()
      const { id } = await stores.jobs.insert(newJob('first.pdf', 3))
      await stores.jobs.insert(newJob('second.pdf', 1))
      const lease = await claim(stores)
      await stores.jobs.change(id, { event: 'pause' })
      expect((await claim(stores)).jobId).toMatch(/^second/)
      expect(await stores.queue.save(lease, readWell)).toBe(true)
      expect(await stores.jobs.find(id)).toMatchObject({ job: { state: 'paused', donePages: 1 } })
    })

    test('after a crash all leases are taken back without a strike', async () => {
      const stores = open()
      const { id } = await stores.jobs.insert(newJob('a.pdf', 3))
      await stores.queue.save(await claim(stores), readWell)
      const lost = await claim(stores)

      expect(await stores.queue.recover()).toEqual([id])

      expect(await stores.jobs.find(id)).toMatchObject({ job: { state: 'queued', continuedAtPage: 2 } })
      expect(await stores.queue.save(lost, readWell)).toBe(false)
      const again = await claim(stores)
      expect(again).toMatchObject({ number: 2, attempt: 2 })
      await stores.queue.giveBack(again, strike)
      expect(await stores.pages.find(id, 2)).toMatchObject({ state: 'waiting' })
      expect(await stores.queue.recover()).toEqual([])
    })

    test('every change of a page is told with the job’s figures', async () => {
      const stores = open()
      const { id } = await stores.jobs.insert(newJob('a.pdf', 1))
      await stores.queue.save(await claim(stores), readWell)
      const told = (await stores.events.after(0, id))?.events.flatMap(({ event }) =>
        event.kind === 'page-changed' ? [[event.page.state, event.donePages]] : [],
      )
      expect(told).toEqual([
        ['processing', 0],
        ['recognised', 1],
      ])
    })
  })
}
