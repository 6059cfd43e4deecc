import { expect, test } from 'vitest'
import { calibrationOf, calibrationTable, type JudgedWord } from './calibration.ts'

const words = (count: number, confidence: number, right: number): JudgedWord[] =>
  Array.from({ length: count }, (_, index) => ({ confidence, isRight: index < right }))

test('a program that is right as often as it is sure has no calibration error', () => {
  const { error } = calibrationOf([...words(10, 0.7, 7), ...words(4, 0.25, 1)])

  expect(error).toBeCloseTo(0)
})

test('each tenth counts by its words', () => {
  const { error } = calibrationOf([...words(30, 0.9, 30), ...words(10, 0.5, 1)])

  expect(error).toBeCloseTo((30 * 0.1 + 10 * 0.4) / 40)
})

test('full confidence belongs to the last tenth and a bound to the tenth that it opens', () => {
  const { tenths } = calibrationOf([...words(2, 1, 2), ...words(1, 0.3, 0), ...words(1, 0.299, 0)])

  expect(tenths.map(each => each.words)).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 0, 2])
})

test('programs stand beside each other, tenths without words are marked', () => {
  const table = calibrationTable([
    ['ours', words(4, 0.95, 3)],
    ['theirs', words(2, 0.05, 0)],
  ])

  expect(table[0]).toEqual(['confidence', 'ours', 'theirs'])
  expect(table[1]).toEqual(['0.0–0.1', '–', '0.0 % of 2'])
  expect(table[10]).toEqual(['0.9–1.0', '75.0 % of 4', '–'])
  expect(table[11]).toEqual(['ECE', '20.0', '5.0'])
})
