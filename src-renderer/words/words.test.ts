import { expect, test } from 'vitest'
import { EXECUTION_REASONS, type ExecutionReason } from '../../src-shared/contract/execution.ts'
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

test.each([
  ['German', de],
  ['Chinese', zh],
])('every reason for what pages are read on has a sentence of its own in %s', (_language, words) => {
  const reasons = Object.keys(EXECUTION_REASONS).filter(
    (reason): reason is ExecutionReason => reason in EXECUTION_REASONS,
  )
  const sentences = reasons.map(reason => words.execution.reason(reason))
  expect(new Set(sentences).size).toBe(reasons.length)
  for (const reason of reasons) expect(sentences).not.toContain(en.execution.reason(reason))
})

test('singular and plural are told apart', () => {
  expect([en.result.pages(1), en.result.pages(2), de.result.pages(1), de.result.pages(1200)]).toEqual([
    '1 page',
    '2 pages',
    '1 Seite',
    '1.200 Seiten',
  ])
})
