import { expect, test } from 'vitest'
import { BACK_OFF_MS, nextAttemptInMs } from './next-attempt.ts'

const first = { attempts: 1, retryAfterMs: null, chance: 0.5 }

test('waits grow from seconds to hours, and then it is given up', () => {
  const waits = BACK_OFF_MS.map((_, index) => nextAttemptInMs({ ...first, attempts: index + 1 }))
  expect(waits).toEqual([5000, 30_000, 120_000, 600_000, 3_600_000, 21_600_000])
  expect(nextAttemptInMs({ ...first, attempts: 7 })).toBeNull()
  expect(nextAttemptInMs({ ...first, attempts: 7, retryAfterMs: 1000 })).toBeNull()
})

test('chance moves a wait by a fifth at most', () => {
  expect([0, 1].map(chance => nextAttemptInMs({ ...first, chance }))).toEqual([4000, 6000])
})

test('what the listener asks for is honoured within bounds', () => {
  const asked = (retryAfterMs: number) => nextAttemptInMs({ ...first, retryAfterMs })
  expect([asked(90_000), asked(0), asked(1e12)]).toEqual([90_000, 1000, 21_600_000])
})
