import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import type { PageWorkers } from '../core/ports/page-workers.ts'
import { openPageDispatch } from './open-page-dispatch.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

const own: PageWorkers = {
  size: 1,
  onSizeChange: () => undefined,
  recognise: async () => ({ kind: 'withdrawn' }),
  problem: () => null,
  onProblemChange: () => undefined,
  close: async () => undefined,
}

const loaded = (): string[] =>
  Object.keys(createRequire(import.meta.url).cache).filter(file =>
    /node_modules.(bullmq|ioredis)\W/.test(file),
  )

test('without an address of Redis its libraries are not even loaded', async () => {
  const dispatch = await openPageDispatch(own, { redisUrl: null, dataDir: '/nowhere', log })

  expect(dispatch).toEqual({ workers: own, notices: [] })
  expect(loaded()).toEqual([])
  await import('bullmq')
  expect(loaded().length).toBeGreaterThan(0)
})
