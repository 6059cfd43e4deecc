import { afterEach, describe, expect, test, vi } from 'vitest'
import type { StoreFacts, Stores } from './stores.ts'
import { newJob } from './testing/new-jobs.ts'

const facts: StoreFacts = { now: () => 1000, outlook: { secondsLeft: () => null, hold: () => null } }

/** What every event log promises. */
export function eventLogContract(name: string, openStores: (facts: StoreFacts) => Stores): void {
  describe(`the event log in ${name}`, () => {
    const opened: Stores[] = []
    const open = (changed: Partial<StoreFacts> = {}): Stores => {
      const stores = openStores({ ...facts, ...changed })
      opened.push(stores)
      return stores
    }
    afterEach(() => {
      for (const stores of opened.splice(0)) stores.close()
    })

    test('events are numbered from 1 without gaps and told from any number on', async () => {
      const { jobs, events } = open()
      expect(await events.lastSeq()).toBe(0)
      for (const name of ['a', 'b', 'c']) await jobs.insert(newJob(name, 1))
      expect(await events.lastSeq()).toBe(3)
      expect((await events.after(1, null))?.events.map(({ seq }) => seq)).toEqual([2, 3])
      expect(await events.after(3, null)).toEqual({ events: [], seq: 3 })
    })

    test('the events of one job are told alone, up to the newest number of all', async () => {
      const { jobs, events } = open()
      const { id } = await jobs.insert(newJob('a', 1))
      await jobs.insert(newJob('b', 1))
      const batch = await events.after(0, id)
      expect(batch?.events.map(({ seq }) => seq)).toEqual([1])
      expect(batch?.seq).toBe(2)
    })

    test('a number that was never given, or whose events are gone, is answered with nothing', async () => {
      const { jobs, events } = open({ keptEvents: 10 })
      for (let count = 0; count < 25; count += 1) await jobs.insert(newJob(`job-${count}`, 1))
      expect(await events.after(99, null)).toBeUndefined()
      expect(await events.after(0, null)).toBeUndefined()
      const kept = await events.after(15, null)
      expect(kept?.events.map(({ seq }) => seq)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25])
    })

    test('many events are all told, in batches, to one who was away and to one who is near', async () => {
      const { jobs, events } = open()
      const names = Array.from({ length: 1200 }, (_, index) => `job-${index}`)
      const seen: number[] = []
      let near = 0
      for (const name of names) {
        await jobs.insert(newJob(name, 1))
        const batch = await events.after(near, null)
        seen.push(...(batch?.events.map(({ seq }) => seq) ?? []))
        near = batch?.seq ?? -1
      }
      const replayed: number[] = []
      for (let seq = 0; seq < names.length; ) {
        const batch = await events.after(seq, null)
        replayed.push(...(batch?.events.map(event => event.seq) ?? []))
        seq = batch?.seq ?? names.length
      }
      expect(seen).toEqual(names.map((_, index) => index + 1))
      expect(replayed).toEqual(seen)
    })

    test('those who wait are woken by the next event, or by their signal', async () => {
      const { jobs, events } = open()
      const grown = vi.fn()
      const waiting = events.grown(0, new AbortController().signal).then(grown)
      expect(grown).not.toHaveBeenCalled()
      await jobs.insert(newJob('a', 1))
      await waiting
      const stop = new AbortController()
      const stopped = events.grown(1, stop.signal)
      stop.abort()
      await stopped
      expect(grown).toHaveBeenCalledOnce()
    })
  })
}
