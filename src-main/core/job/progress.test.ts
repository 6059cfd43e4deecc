import { expect, test } from 'vitest'
import { beginProgress, noteDonePage, type Progress, secondsLeft } from './progress.ts'

const after = (pages: number, msPerPage: number): Progress =>
  Array.from({ length: pages }).reduce<Progress>(
    (progress, _, index) => noteDonePage(progress, (index + 1) * msPerPage),
    beginProgress(0),
  )

test('there is no estimate before three pages', () => {
  expect(secondsLeft(beginProgress(0), 10, 100)).toBeNull()
  expect(secondsLeft(after(2, 1000), 10, 2000)).toBeNull()
})

test('a steady pace gives the exact time, falling between two pages', () => {
  const progress = after(3, 1000)
  expect(secondsLeft(progress, 10, 3000)).toBe(10)
  expect(secondsLeft(progress, 10, 3500)).toBe(9.5)
  expect(secondsLeft(progress, 10, 60_000)).toBe(9)
})

test('a change of pace is followed smoothly, in time wholly', () => {
  let progress = after(20, 1000)
  progress = noteDonePage(progress, 30_000)
  const first = secondsLeft(progress, 10, 30_000) ?? 0
  expect(first).toBeGreaterThan(10)
  expect(first).toBeLessThan(20)
  for (let page = 1; page <= 60; page += 1) progress = noteDonePage(progress, 30_000 + page * 2000)
  expect(secondsLeft(progress, 10, 150_000)).toBeCloseTo(20, 0)
})

test('nothing left takes no time', () => {
  expect(secondsLeft(after(5, 1000), 0, 5000)).toBe(0)
})
