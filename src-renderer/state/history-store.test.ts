import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Job } from '../../src-shared/contract/job.ts'
import { api } from './api.ts'
import { NEWEST_FIRST, NO_FILTER, shownJobs, useHistory } from './history-store.ts'
import { jobOf } from './job-fixture.ts'

const HOUR = 3_600_000

const job = (number: number, change: Partial<Job> = {}) =>
  jobOf({
    id: `scan-${number}.pdf_20260101_000000_${String(number).padStart(8, '0')}`,
    name: `scan-${number}.pdf`,
    createdAt: 1000 * HOUR - number * HOUR,
    sizeBytes: number,
    ...change,
  })

const everything = Array.from({ length: 600 }, (_, index) => job(index))

beforeEach(() => {
  vi.spyOn(api, 'listJobs').mockImplementation(async ({ cursor = '0', limit = 100 } = {}) => {
    const from = Number(cursor)
    const next = from + limit
    return {
      jobs: everything.slice(from, next),
      nextCursor: next < everything.length ? String(next) : null,
      total: everything.length,
    }
  })
  useHistory.setState(useHistory.getInitialState(), true)
})

afterEach(() => vi.restoreAllMocks())

test('only the first jobs are fetched until more are asked for', async () => {
  await useHistory.getState().reload()

  expect(useHistory.getState()).toMatchObject({ total: 600, status: 'ready' })
  expect(useHistory.getState().jobs.length).toBeLessThan(600)
})

test('another order than the server’s has all jobs in it', async () => {
  await useHistory.getState().reload()
  useHistory.setState({ sort: { column: 'size', descending: true } })
  await useHistory.getState().loadMore()

  const shown = shownJobs(useHistory.getState(), 0)
  expect(shown.map(each => each.sizeBytes)).toEqual(everything.map(each => each.sizeBytes).toReversed())
})

test('a new job appears on top by itself, and one that changes stays in its place', async () => {
  await useHistory.getState().reload()
  const fresh = job(-1, { state: 'queued' })

  useHistory.getState().apply({ kind: 'job-changed', job: fresh })
  useHistory.getState().apply({ kind: 'job-changed', job: { ...job(3), state: 'failed' } })

  const { jobs, total } = useHistory.getState()
  expect([jobs[0]?.id, jobs[4]?.state, total]).toEqual([fresh.id, 'failed', 601])
})

test('a job that no longer fits the filter leaves the list', async () => {
  useHistory.setState({ filter: { ...NO_FILTER, state: 'completed' } })
  await useHistory.getState().reload()

  useHistory.getState().apply({ kind: 'job-changed', job: { ...job(0), state: 'queued' } })

  expect(useHistory.getState().jobs[0]?.id).toBe(job(1).id)
})

test('names are ordered as people order them', () => {
  const jobs = [job(10), job(9), job(1)]
  const history = {
    jobs,
    filter: NO_FILTER,
    sort: { column: 'name', descending: false },
    hidden: new Set<string>(),
  } as const

  expect(shownJobs(history, 0).map(each => each.name)).toEqual(['scan-1.pdf', 'scan-9.pdf', 'scan-10.pdf'])
})

test('jobs on their way out and jobs from before the time wanted are not shown', () => {
  const jobs = [job(0), job(1), job(30)]
  const history = {
    jobs,
    filter: { ...NO_FILTER, hours: 24 },
    sort: NEWEST_FIRST,
    hidden: new Set([job(1).id]),
  }

  expect(shownJobs(history, 1000 * HOUR).map(each => each.id)).toEqual([job(0).id])
})
