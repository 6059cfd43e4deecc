import { expect, test } from 'vitest'
import { afterLoss, FOREIGN_KILLS } from './after-loss.ts'

const strike = { kind: 'strike', problem: 'page-timeout', detail: 'It took too long' } as const

test('the first strike lets the page wait again, the second gives it up with its reason', () => {
  expect(afterLoss({ strikes: 0, foreignKills: 0 }, strike)).toEqual({
    kind: 'waiting',
    strikes: 1,
    foreignKills: 0,
  })
  expect(afterLoss({ strikes: 1, foreignKills: 3 }, strike)).toEqual({
    kind: 'failed',
    problem: 'page-timeout',
    detail: 'It took too long',
  })
})

test('a page that is withdrawn has no strike, however often', () => {
  const blame = { strikes: 1, foreignKills: FOREIGN_KILLS - 1 }
  expect(afterLoss(blame, { kind: 'withdrawn' })).toEqual({ kind: 'waiting', ...blame })
})

test('a worker ended from outside is no strike, but not without end', () => {
  const killed = { kind: 'worker-killed' } as const
  expect(afterLoss({ strikes: 0, foreignKills: 0 }, killed)).toMatchObject({ kind: 'waiting', strikes: 0 })
  expect(afterLoss({ strikes: 0, foreignKills: FOREIGN_KILLS - 1 }, killed)).toMatchObject({
    kind: 'failed',
    problem: 'page-crashed',
  })
})
