import type { Delivery, DeliveryState } from '../../../src-shared/contract/callback.ts'
import { listenerOfText } from '../../core/outgoing/outgoing-url.ts'
import type { AttemptEnd, BusyPlaces, DeliveryStore, DueDelivery } from '../../core/ports/delivery-store.ts'
import type { MemoryJob, MemoryWorld } from './memory-world.ts'

/** The deliveries in memory. */
export function memoryDeliveryStore(world: MemoryWorld): DeliveryStore {
  const { now } = world.facts
  const entries = (): MemoryJob[] => [...world.jobs.values()]
  const holderOf = (id: number): MemoryJob | undefined =>
    entries().find(({ deliveries }) => deliveries.some(delivery => delivery.id === id))
  const edit = (entry: MemoryJob, change: (delivery: Delivery) => Delivery): void => {
    entry.deliveries = entry.deliveries.map(change)
  }

  return {
    async next(busy) {
      return entries()
        .flatMap(entry => dueOf(entry, busy))
        .sort((a, b) => a.dueAt - b.dueAt || a.delivery.id - b.delivery.id)[0]
    },
    async settle(id, end) {
      const entry = holderOf(id)
      if (entry && end.kind === 'nothing') {
        entry.deliveries = entry.deliveries.filter(delivery => delivery.id !== id)
      }
      const held = entry?.deliveries.find(delivery => delivery.id === id && delivery.state === 'waiting')
      if (entry && held && end.kind !== 'nothing') {
        const attempts = held.attempts + 1
        const told = toldBy(end)
        edit(entry, delivery => {
          if (delivery === held) return { ...delivery, ...told, attempts, lastAttemptAt: now() }
          return end.kind === 'failed' && end.isListenersFault ? shared(delivery, told, attempts) : delivery
        })
      }
      world.ring()
    },
    async find(jobId, id) {
      return world.jobs.get(jobId)?.deliveries.find(delivery => delivery.id === id)
    },
    async sendAgain(jobId, id) {
      const entry = world.jobs.get(jobId)
      const givenUp = entry?.deliveries.find(delivery => delivery.id === id && delivery.state === 'given-up')
      if (!entry || !givenUp) return undefined
      const anew: Delivery = { ...givenUp, state: 'waiting', attempts: 0, nextAttemptAt: now() }
      edit(entry, delivery => (delivery === givenUp ? anew : delivery))
      world.ring()
      return anew
    },
    async log(jobId, limit) {
      const entry = world.jobs.get(jobId)
      const deliveries = entry?.deliveries ?? []
      const count = (state: DeliveryState): number => deliveries.filter(one => one.state === state).length
      return {
        callback: entry?.callback ?? null,
        waiting: count('waiting'),
        delivered: count('delivered'),
        givenUp: count('given-up'),
        deliveries: [...deliveries].sort(byUrgency).slice(0, limit),
      }
    },
    changed: signal => world.next(signal),
  }
}

function dueOf({ stored: { job }, callback, deliveries }: MemoryJob, busy: BusyPlaces): DueDelivery[] {
  if (!callback || busy.jobs.includes(job.id) || busy.listeners.includes(listenerOfText(callback.url)))
    return []
  const waiting = deliveries.filter(delivery => delivery.state === 'waiting')
  const isComplete = job.finishedAt !== null && waiting.every(delivery => delivery.kind === 'completion')
  return waiting
    .filter(delivery => delivery.kind === 'node' || isComplete)
    .map(delivery => ({ jobId: job.id, callback, delivery, dueAt: delivery.nextAttemptAt ?? 0 }))
}

type Told = Pick<Delivery, 'state' | 'nextAttemptAt' | 'lastStatus' | 'lastFailure' | 'lastDetail'>

function toldBy(end: Exclude<AttemptEnd, { kind: 'nothing' }>): Told {
  if (end.kind === 'delivered') {
    return {
      state: 'delivered',
      nextAttemptAt: null,
      lastStatus: end.status,
      lastFailure: null,
      lastDetail: '',
    }
  }
  return {
    state: end.nextAttemptAt === null ? 'given-up' : 'waiting',
    nextAttemptAt: end.nextAttemptAt,
    lastStatus: end.status,
    lastFailure: end.failure,
    lastDetail: end.detail,
  }
}

function shared(delivery: Delivery, told: Told, attempts: number): Delivery {
  if (delivery.state !== 'waiting') return delivery
  const later = told.nextAttemptAt === null ? null : Math.max(told.nextAttemptAt, delivery.nextAttemptAt ?? 0)
  return { ...delivery, ...told, attempts: Math.max(attempts, delivery.attempts), nextAttemptAt: later }
}

const URGENCY = { 'given-up': 0, waiting: 1, delivered: 2 } as const satisfies Record<DeliveryState, number>

const byUrgency = (a: Delivery, b: Delivery): number =>
  URGENCY[a.state] - URGENCY[b.state] || (b.lastAttemptAt ?? 0) - (a.lastAttemptAt ?? 0) || a.id - b.id
