import { beforeEach, expect, test } from 'vitest'
import type { Job } from '../../src-shared/contract/job.ts'
import { jobOf } from './job-fixture.ts'
import { useJobs } from './jobs-store.ts'

const job = (change: Partial<Job> = {}) => jobOf({ state: 'queued', pageCount: 3, donePages: 2, ...change })

const shown = () => useJobs.getState().jobs[job().id]?.state

beforeEach(() => useJobs.setState({ jobs: {} }))

test('a reply that comes after newer events changes nothing', () => {
  const { put, apply } = useJobs.getState()
  put([job({ state: 'completed', donePages: 3 })])
  const before = useJobs.getState().jobs
  apply({ kind: 'job-changed', job: job({ state: 'processing' }) })
  apply({ kind: 'job-changed', job: job({ state: 'completed', donePages: 3 }) })

  put([job({ state: 'queued' })], before)

  expect(shown()).toBe('completed')
})

test('a reply counts where no event came meanwhile', () => {
  const { put } = useJobs.getState()
  put([job({ state: 'completed' })])

  put([job({ state: 'queued' })], useJobs.getState().jobs)

  expect(shown()).toBe('queued')
})

test('the reply to a submit does not undo what events told of the job already', () => {
  const { put, apply } = useJobs.getState()
  apply({ kind: 'job-changed', job: job({ state: 'processing' }) })

  put([job({ state: 'queued' })])

  expect(shown()).toBe('processing')
})
