import { expect, test } from 'vitest'
import { EXIT, exitCodeOf, exitCodeOfFailures, gravest } from './exit-codes.ts'

test('the gravest of many codes counts', () => {
  expect(gravest([])).toBe(EXIT.ok)
  expect(gravest([EXIT.ok, EXIT.partial, EXIT.refused])).toBe(EXIT.refused)
  expect(gravest([EXIT.refused, EXIT.failed, EXIT.environment])).toBe(EXIT.environment)
  expect(gravest([EXIT.environment, EXIT.interrupted])).toBe(EXIT.interrupted)
})

test('problems of input, surroundings and work are told apart', () => {
  expect(exitCodeOf('password-needed')).toBe(EXIT.refused)
  expect(exitCodeOf('model-altered')).toBe(EXIT.environment)
  expect(exitCodeOf('no-page-readable')).toBe(EXIT.failed)
  expect(exitCodeOf('page-range-invalid')).toBe(EXIT.usage)
})

test('the surroundings are at fault only where they alone kept every page from being read', () => {
  expect(exitCodeOfFailures(['model-missing', 'model-altered'])).toBe(EXIT.environment)
  expect(exitCodeOfFailures(['model-missing', 'page-crashed'])).toBe(EXIT.failed)
  expect(exitCodeOfFailures(['no-page-readable'])).toBe(EXIT.failed)
})
