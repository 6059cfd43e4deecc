import { expect, test } from 'vitest'
import { spread } from './spread.ts'

test('a sample is spread over the whole and begins with the first', () => {
  expect(spread([1, 2, 3, 4, 5, 6], 3)).toEqual([1, 3, 5])
})

test('without a number, or with more than there are, all are taken', () => {
  expect(spread([1, 2], undefined)).toEqual([1, 2])
  expect(spread([1, 2], 9)).toEqual([1, 2])
  expect(spread([], 3)).toEqual([])
})
