import { expect, test } from 'vitest'
import { en } from '../words/en.ts'
import { duration, steadySeconds, timeLeft } from './format-time.ts'

test('the time left is told in round words', () => {
  expect([3, 17, 90, 7300].map(seconds => timeLeft(seconds, en))).toEqual([
    'a few seconds left',
    'about 20 s left',
    'about 2 min left',
    'about 2 h left',
  ])
})

test('an estimate that moves a little counts on instead of jumping', () => {
  expect(steadySeconds(100, 10, 95)).toBe(90)
})

test('an estimate that moves by more than a third is taken', () => {
  expect(steadySeconds(100, 10, 20)).toBe(20)
  expect(steadySeconds(20, 1, 90)).toBe(90)
})

test('an estimate that is gone is not shown', () => {
  expect(steadySeconds(100, 1, null)).toBeNull()
})

test('a duration has no more digits than it is worth', () => {
  expect([4100, 41_200, 125_000, 7_260_000].map(ms => duration(ms, en))).toEqual([
    '4.1 s',
    '41 s',
    '2 min 5 s',
    '2 h 1 min',
  ])
})
