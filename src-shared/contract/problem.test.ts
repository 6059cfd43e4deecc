import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PROBLEMS, problemOf } from './problem.ts'

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/problems.md'), 'utf8')

test('every problem has its heading in docs/problems.md, in the same order, and no heading is left over', () => {
  const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, code]) => code)

  expect(headings).toEqual(Object.keys(PROBLEMS))
})

test('the page tells the status of each problem and whether to try again', () => {
  for (const [code, { status, retry }] of Object.entries(PROBLEMS))
    expect(page).toContain(
      `## ${code}\n\nStatus ${status} · ${retry ? 'may work later' : 'needs a change'}\n`,
    )
})

test('a problem says what happened, what to do, and carries what is particular', () => {
  expect(problemOf('password-needed', 'letter.pdf', 'abc')).toEqual({
    type: 'urn:pageloom:problem:password-needed',
    title: 'The document is protected. Give its password.',
    status: 422,
    code: 'password-needed',
    detail: 'letter.pdf',
    retry: false,
    requestId: 'abc',
  })
})
