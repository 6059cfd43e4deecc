import { expect, test } from 'vitest'
import type { Delivery, DeliveryState } from '../../../src-shared/contract/callback.ts'
import type { Seal } from '../ports/seal.ts'
import { callbackCopy, restoredDeliveries } from './callback-copy.ts'

const seal: Seal = { close: text => `sealed ${text.length}`, open: () => undefined }
const callback = { url: 'https://scans.test/in?token=1234', taskId: 'task-1' }

const delivery = (page: number | null, state: DeliveryState): Delivery => ({
  id: (page ?? 0) + 1,
  kind: page === null ? 'completion' : 'node',
  page,
  state,
  attempts: 1,
  createdAt: 700 + (page ?? 0),
  lastAttemptAt: null,
  nextAttemptAt: null,
  lastStatus: null,
  lastFailure: null,
  lastDetail: '',
})

const posted = [1, 2, 3, 7].map(page => delivery(page, 'delivered'))

test('a copy tells in few words what was posted, and not where to', () => {
  const deliveries = [...posted, delivery(5, 'given-up'), delivery(6, 'waiting'), delivery(null, 'waiting')]
  const copy = callbackCopy({ callback, deliveries }, seal)

  expect(copy).toEqual({
    listener: 'https://scans.test',
    task_id: 'task-1',
    sealed_url: 'sealed 32',
    posted_pages: '1-3,7',
    given_up_pages: '5',
    completion: null,
    waiting: [
      { page: 6, created_at: 706 },
      { page: 0, created_at: 700 },
    ],
  })
  expect(callbackCopy({ callback: null, deliveries: [] }, seal)).toBeNull()
})

test('of a job that goes on only its pages come back, of one at rest its end too', () => {
  const copy = callbackCopy({ callback, deliveries: [...posted, delivery(6, 'waiting')] }, seal)
  if (!copy) throw new Error('there is a callback')
  const ends = { pageCount: 9, pages: [1, 6, 8], now: 2000 }

  const nodes = [
    { page: 1, state: 'delivered', createdAt: 2000 },
    { page: 6, state: 'waiting', createdAt: 706 },
    { page: 8, state: 'waiting', createdAt: 2000 },
  ]
  expect(restoredDeliveries(copy, { ...ends, isAtRest: false })).toEqual(nodes)
  expect(restoredDeliveries(copy, { ...ends, isAtRest: true })).toEqual([
    ...nodes,
    { page: null, state: 'waiting', createdAt: 2000 },
  ])
})
