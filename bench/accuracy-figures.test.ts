import { expect, test } from 'vitest'
import { ACCURACY_HEAD, accuracyRow, scorePage } from './accuracy-figures.ts'
import type { PageReading } from './reading.ts'

const box = { left: 0, top: 0, right: 1, bottom: 1 }
const readingOf = (...texts: string[]): PageReading => ({
  text: texts.join('\n'),
  lines: texts.map(text => ({ box, words: text.split(' ').map(word => ({ text: word, confidence: 0.75 })) })),
  ...{ seconds: 2, cpuSeconds: 1.5, peakBytes: 300 * 1024 * 1024 },
})
const truthCase = { id: 'a', file: 'a.png', pageInDocument: 1, truth: 'one two\nthree four' }
const set = { name: 'set', ignoreCase: false, languages: ['eng'], cases: [truthCase] }

test('a row holds error rates, calibration, time and memory', () => {
  const row = accuracyRow('set', 'ours', [scorePage(truthCase, set, readingOf('one two', 'three for'))])

  expect(row).toHaveLength(ACCURACY_HEAD.length)
  expect(row).toEqual([
    'set',
    'ours',
    '1',
    '5.56',
    '5.56',
    '25.00',
    '75.0',
    '5.56',
    '0.0',
    '2.00',
    '1.50',
    '300',
  ])
})

test('lines of dots between title and page number count for nobody', () => {
  const score = scorePage(truthCase, set, readingOf('one two', 'Contents ............ 4', 'three four'))

  expect(score.characters.errors).toBe(0)
  expect(score.lines).toHaveLength(2)
})

test('a program that tells no lines has no calibration', () => {
  const reading = { ...readingOf(), text: 'one two three four' }

  expect(accuracyRow('set', 'theirs', [scorePage(truthCase, set, reading)])[8]).toBe('–')
})
