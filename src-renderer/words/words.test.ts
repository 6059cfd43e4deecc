import { expect, test } from 'vitest'
import { PROBLEMS, type ProblemCode } from '../../src-shared/contract/problem.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

const codes = Object.keys(PROBLEMS).filter((code): code is ProblemCode => code in PROBLEMS)

test.each([
  ['German', de],
  ['Chinese', zh],
])('every problem has a sentence in %s that is not the English one', (_language, words) => {
  for (const code of codes) {
    expect(words.problem(code), code).not.toBe('')
    expect(words.problem(code), code).not.toBe(en.problem(code))
  }
})

test('singular and plural are told apart', () => {
  expect([en.result.pages(1), en.result.pages(2), de.result.pages(1), de.result.pages(1200)]).toEqual([
    '1 page',
    '2 pages',
    '1 Seite',
    '1.200 Seiten',
  ])
})
