import type { DeliveryState } from '../../../src-shared/contract/callback.ts'
import type { AttemptEnd, DeliveryStore } from '../../core/ports/delivery-store.ts'
import { type DeliveryRow, deliveryOfRow } from './delivery-row.ts'
import dropDeliverySql from './queries/drop-delivery.sql?raw'
import endDeliverySql from './queries/end-delivery.sql?raw'
import findCallbackSql from './queries/find-callback.sql?raw'
import findDeliverySql from './queries/find-delivery.sql?raw'
import listDeliveriesSql from './queries/list-deliveries.sql?raw'
import nextDeliverySql from './queries/next-delivery.sql?raw'
import sendDeliveryAgainSql from './queries/send-delivery-again.sql?raw'
import shareFailureSql from './queries/share-failure.sql?raw'
import type { StoreContext } from './store-context.ts'

interface CallbackRow {
  readonly job_seq: number
  readonly url: string
  readonly task_id: string | null
  readonly waiting: number
  readonly delivered: number
  readonly given_up: number
}

type NextRow = DeliveryRow & Pick<CallbackRow, 'url' | 'task_id'> & { readonly job_id: string }

/** The deliveries in SQLite. */
export function sqliteDeliveryStore({ database, now, changes }: StoreContext): DeliveryStore {
  const findNext = database.prepare<[{ jobs: string; listeners: string }], NextRow>(nextDeliverySql)
  const find = database.prepare<[{ jobId: string; id: number }], DeliveryRow>(findDeliverySql)
  const findCallback = database.prepare<[{ jobId: string }], CallbackRow>(findCallbackSql)
  const list = database.prepare<[{ jobSeq: number; limit: number }], DeliveryRow>(listDeliveriesSql)
  const end = database.prepare<[Record<string, string | number | null>], DeliveryRow>(endDeliverySql)
  const share = database.prepare(shareFailureSql)
  const drop = database.prepare<[{ id: number }]>(dropDeliverySql)
  const again = database.prepare<[{ jobId: string; id: number; now: number }], DeliveryRow>(
    sendDeliveryAgainSql,
  )

  const settle = database.transaction((id: number, attempt: AttemptEnd) => {
    if (attempt.kind === 'nothing') return void drop.run({ id })
    const bound = boundEnd(attempt)
    const row = end.get({ id, now: now(), ...bound })
    if (!row || attempt.kind === 'delivered' || !attempt.isListenersFault) return
    share.run({ id, jobSeq: row.job_seq, attempts: row.attempts, ...bound })
  })

  return {
    async next({ jobs, listeners }) {
      const row = findNext.get({ jobs: JSON.stringify(jobs), listeners: JSON.stringify(listeners) })
      if (!row) return undefined
      const callback = { url: row.url, taskId: row.task_id }
      return { jobId: row.job_id, callback, delivery: deliveryOfRow(row), dueAt: row.next_attempt_at ?? 0 }
    },
    async settle(id, attempt) {
      settle.immediate(id, attempt)
      changes.ring()
    },
    async find(jobId, id) {
      const row = find.get({ jobId, id })
      return row && deliveryOfRow(row)
    },
    async sendAgain(jobId, id) {
      const row = again.get({ jobId, id, now: now() })
      changes.ring()
      return row && deliveryOfRow(row)
    },
    async log(jobId, limit) {
      const row = findCallback.get({ jobId })
      if (!row) return { callback: null, waiting: 0, delivered: 0, givenUp: 0, deliveries: [] }
      return {
        callback: { url: row.url, taskId: row.task_id },
        waiting: row.waiting,
        delivered: row.delivered,
        givenUp: row.given_up,
        deliveries: list.all({ jobSeq: row.job_seq, limit }).map(deliveryOfRow),
      }
    },
    changed: signal => changes.next(signal),
  }
}

interface BoundEnd {
  readonly state: DeliveryState
  readonly nextAttemptAt: number | null
  readonly status: number | null
  readonly failure: string | null
  readonly detail: string
}

function boundEnd(attempt: Exclude<AttemptEnd, { kind: 'nothing' }>): BoundEnd {
  if (attempt.kind === 'delivered') {
    return { state: 'delivered', nextAttemptAt: null, status: attempt.status, failure: null, detail: '' }
  }
  const { nextAttemptAt, status, failure, detail } = attempt
  return { state: nextAttemptAt === null ? 'given-up' : 'waiting', nextAttemptAt, status, failure, detail }
}
