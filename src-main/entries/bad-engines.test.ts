import { expect, test, vi } from 'vitest'
import type { EngineName } from '../../src-shared/contract/engine.ts'
import type { JobLimits } from '../core/job/job-limits.ts'
import { eventually } from './testing/eventually.ts'
import { pdfOfLines } from './testing/pdf-of-lines.ts'
import { submitFiles } from './testing/test-engine.ts'
import { testEngines } from './testing/test-engines.ts'

const { signal } = new AbortController()
const { open } = testEngines()

/** Each misdeed costs two starts of a real worker. */
vi.setConfig({ testTimeout: 90_000 })

/** Test engines see every page; an empty one never comes to them. */
const oneBadPage = { name: 'mixed.pdf', bytes: pdfOfLines(['', 'This page is bad', '']) }
const MIB = 1024 * 1024

interface Misdeed {
  readonly engine: EngineName
  readonly problem: string
  readonly limits?: Partial<JobLimits>
}

test.each<Misdeed>([
  { engine: 'bad-crash', problem: 'page-crashed' },
  { engine: 'bad-hang', problem: 'page-timeout', limits: { pageTimeoutMs: 1500 } },
  { engine: 'bad-memory', problem: 'page-memory', limits: { workerMemoryBytes: 700 * MIB } },
  { engine: 'bad-garbage', problem: 'engine-garbage' },
])('$engine costs its page ($problem), not the job', async ({ engine, problem, limits = {} }) => {
  const { useCases } = await open({ engine, limits })

  const { id } = await submitFiles(useCases, [oneBadPage])
  const job = await useCases.waitForJob(id, signal)

  expect(job).toMatchObject({ state: 'completed', failedPages: 1, blankPages: 2, donePages: 3 })
  const page = (await useCases.listPages(id))[1]
  expect(page).toMatchObject({ state: 'failed', attempt: 2, problem: { code: problem } })
})

test('a job that hangs is cancelled in under two seconds', async () => {
  const { useCases } = await open({ engine: 'bad-hang' })
  const { id } = await submitFiles(useCases, [oneBadPage])
  await eventually(async () =>
    expect((await useCases.listPages(id)).map(page => page.state)).toEqual(['blank', 'processing', 'blank']),
  )

  const startedAt = performance.now()
  expect(await useCases.cancelJob(id)).toMatchObject({ state: 'cancelled' })

  expect(performance.now() - startedAt).toBeLessThan(2000)
  expect((await useCases.listPages(id)).map(page => page.state)).toEqual(['blank', 'waiting', 'blank'])
})
