import { afterEach, describe, expect, test, vi } from 'vitest'
import type { PageSource, RecognitionSettings } from '../../../src-shared/contract/worker-wire.ts'
import type { PageWorkers } from './page-workers.ts'
import type { PageAct } from './testing/page-acts.ts'

export interface OpenedPageWorkers {
  readonly workers: PageWorkers
  /** Numbers of the pages that were begun, as often as they were. */
  readonly begun: readonly number[]
}

const SETTINGS: RecognitionSettings = {
  mode: 'fast',
  language: 'auto',
  dpi: null,
  forceOcr: false,
  prompt: '',
  engine: 'null',
}

const forever = new AbortController().signal
const eventually = (assertion: () => void): Promise<void> => vi.waitFor(assertion, { timeout: 20_000 })

/** What all page workers promise. `open` makes two of them, which do with a page what `actOf` says. */
export function pageWorkersContract(
  name: string,
  open: (actOf: (number: number) => PageAct) => Promise<OpenedPageWorkers & { readonly dataDir: string }>,
): void {
  describe(`page workers: ${name}`, () => {
    const opened: PageWorkers[] = []
    afterEach(async () => {
      for (const workers of opened.splice(0)) await workers.close()
    })
    const start = async (actOf: (number: number) => PageAct) => {
      const { workers, begun, dataDir } = await open(actOf)
      opened.push(workers)
      await eventually(() => expect(workers.size).toBe(2))
      const recognise = (number: number, signal = forever) =>
        workers.recognise(sourceOf(dataDir, number), SETTINGS, signal)
      return { workers, begun, recognise }
    }

    test('a page that is read comes back as itself', async () => {
      const { recognise } = await start(() => 'read')

      const visits = await Promise.all([1, 2, 3, 4, 5].map(number => recognise(number)))

      const numbers = visits.map(
        visit => visit.kind === 'outcome' && visit.outcome.kind !== 'failed' && visit.outcome.page.number,
      )
      expect(numbers).toEqual([1, 2, 3, 4, 5])
    })

    test('a page that crashes its worker gets a strike, one whose worker was killed gets none', async () => {
      const { recognise } = await start(number => (number === 1 ? 'strike' : 'killed'))

      expect(await recognise(1)).toMatchObject({ kind: 'strike', problem: 'page-crashed' })
      expect(await recognise(2)).toEqual({ kind: 'worker-killed' })
    })

    test('two pages are in work at once, and the next when one is done', async () => {
      const { begun, recognise } = await start(number => (number <= 2 ? 'hang' : 'read'))
      const taking = new AbortController()
      const first = recognise(1, taking.signal)
      const second = recognise(2)
      void second
      await eventually(() => expect([...begun].sort()).toEqual([1, 2]))
      const third = recognise(3)

      taking.abort()

      expect(await first).toEqual({ kind: 'withdrawn' })
      expect(await third).toMatchObject({ kind: 'outcome' })
    })

    test('a page that waits is withdrawn without being begun', async () => {
      const { begun, recognise } = await start(number => (number <= 3 ? 'hang' : 'read'))
      const taking = new AbortController()
      for (const number of [1, 2, 3]) void recognise(number)
      await eventually(() => expect(begun.length).toBeGreaterThanOrEqual(2))
      const waiting = recognise(9, taking.signal)

      taking.abort()

      expect(await waiting).toEqual({ kind: 'withdrawn' })
      expect(begun).not.toContain(9)
      expect(await recognise(10, AbortSignal.abort())).toEqual({ kind: 'withdrawn' })
    })

    test('when they are closed, what is under way is withdrawn, and nothing more is taken', async () => {
      const { workers, begun, recognise } = await start(() => 'hang')
      const visit = recognise(1)
      await eventually(() => expect(begun).toEqual([1]))

      await workers.close()

      expect(await visit).toEqual({ kind: 'withdrawn' })
      expect(await recognise(2)).toEqual({ kind: 'withdrawn' })
    })

    test('there is no problem while all is well', async () => {
      const { workers, recognise } = await start(() => 'read')
      await recognise(1)

      expect(workers.problem()).toBeNull()
    })
  })
}

const sourceOf = (dataDir: string, number: number): PageSource => ({
  path: `${dataDir}/jobs/a/input.pdf`,
  mediaType: 'application/pdf',
  password: null,
  pageInDocument: number,
  number,
  documentNumber: 1,
})
