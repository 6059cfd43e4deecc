import type { DeliveryStore } from './delivery-store.ts'
import type { EventLog } from './event-log.ts'
import type { JobCensus } from './job-census.ts'
import type { JobOutlook } from './job-outlook.ts'
import type { JobStore } from './job-store.ts'
import type { PageCatalogue } from './page-catalogue.ts'
import type { PageQueue } from './page-queue.ts'

/** What stores need to know of the world. */
export interface StoreFacts {
  readonly now: () => number
  readonly outlook: JobOutlook
  /** How many events are kept for those who were away. */
  readonly keptEvents?: number
}

/** The stores of one truth: a change by one is seen by all. */
export interface Stores {
  readonly jobs: JobStore
  readonly census: JobCensus
  readonly queue: PageQueue
  readonly pages: PageCatalogue
  readonly events: EventLog
  readonly deliveries: DeliveryStore
  close(): void
}
