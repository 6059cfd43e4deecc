import { expect, test } from 'vitest'
import type { ShelvedJob } from '../ports/job-census.ts'
import { jobsToPurge } from './retention.ts'

const shelved = (id: string, finishedAt: number, rest: Partial<ShelvedJob> = {}): ShelvedJob => ({
  id,
  finishedAt,
  readAt: finishedAt,
  sizeBytes: 100,
  ...rest,
})
const roomy = { maxAgeMs: 1_000_000, maxCount: 100, maxBytes: 1_000_000, now: 1000 }

test('within all limits everything stays', () => {
  expect(jobsToPurge([shelved('a', 1), shelved('b', 2)], 0, roomy)).toEqual([])
})

test('jobs over age go', () => {
  const jobs = [shelved('old', 100), shelved('young', 900)]
  expect(jobsToPurge(jobs, 0, { ...roomy, maxAgeMs: 500 })).toEqual(['old'])
})

test('over the count the oldest finished go first, though they were read since', () => {
  const jobs = [shelved('first', 1, { readAt: 900 }), shelved('second', 2), shelved('third', 3)]
  expect(jobsToPurge(jobs, 0, { ...roomy, maxCount: 2 })).toEqual(['first'])
})

test('over the size the least recently read go first', () => {
  const jobs = [shelved('first', 1, { readAt: 900 }), shelved('second', 2), shelved('third', 3)]
  expect(jobsToPurge(jobs, 0, { ...roomy, maxBytes: 150 })).toEqual(['second', 'third'])
})

test('unfinished jobs take room but the finished ones go for it', () => {
  const jobs = [shelved('first', 1), shelved('second', 2)]
  expect(jobsToPurge(jobs, 950, { ...roomy, maxBytes: 1050 })).toEqual(['first'])
  expect(jobsToPurge(jobs, 5000, { ...roomy, maxBytes: 1050 })).toEqual(['first', 'second'])
})
