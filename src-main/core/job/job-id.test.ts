import fc from 'fast-check'
import { Check } from 'typebox/value'
import { expect, test } from 'vitest'
import { JobId } from '../../../src-shared/contract/job.ts'
import { cleanFileName, jobId } from './job-id.ts'

const NOON = Date.UTC(2026, 0, 7, 12, 34, 56)

test('an id tells the file, the UTC time and eight hex digits', () => {
  expect(jobId('document.pdf', NOON, 'a1b2c3d4')).toBe('document.pdf_20260107_123456_a1b2c3d4')
})

test.each([
  ['../../etc/passwd', '.._.._etc_passwd'],
  ['', '_'],
  ['.', '_'],
  ['..', '_'],
  ['Büro 🎉.pdf', 'B_ro__.pdf'],
  ['a\0b', 'a_b'],
  ['x'.repeat(255), 'x'.repeat(80)],
])('the clean name of %j is %j', (name, clean) => {
  expect(cleanFileName(name)).toBe(clean)
})

test('the id of any file name fits the contract and is a plain folder name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), name => {
      const id = jobId(name, NOON, 'a1b2c3d4')
      expect(Check(JobId, id)).toBe(true)
    }),
  )
})
