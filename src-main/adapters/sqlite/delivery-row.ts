import {
  type Delivery,
  DeliveryFailure,
  DeliveryKind,
  DeliveryState,
} from '../../../src-shared/contract/callback.ts'
import { reader } from './job-row.ts'

/** A row of the table `deliveries`. */
export interface DeliveryRow {
  readonly id: number
  readonly job_seq: number
  readonly kind: string
  readonly page: number
  readonly state: string
  readonly attempts: number
  readonly created_at: number
  readonly last_attempt_at: number | null
  readonly next_attempt_at: number | null
  readonly last_status: number | null
  readonly last_failure: string | null
  readonly last_detail: string
}

/** A row as callers see it. */
export const deliveryOfRow = (row: DeliveryRow): Delivery => ({
  id: row.id,
  kind: readKind(row.kind),
  page: row.page === 0 ? null : row.page,
  state: readState(row.state),
  attempts: row.attempts,
  createdAt: row.created_at,
  lastAttemptAt: row.last_attempt_at,
  nextAttemptAt: row.next_attempt_at,
  lastStatus: row.last_status,
  lastFailure: row.last_failure === null ? null : readFailure(row.last_failure),
  lastDetail: row.last_detail,
})

const readKind = reader(DeliveryKind, 'kind of delivery')
const readState = reader(DeliveryState, 'state of a delivery')
const readFailure = reader(DeliveryFailure, 'failure of a delivery')
