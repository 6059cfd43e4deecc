import type { EventLog } from '../../core/ports/event-log.ts'
import type { JobCensus } from '../../core/ports/job-census.ts'
import type { JobOutlook } from '../../core/ports/job-outlook.ts'
import type { JobStore } from '../../core/ports/job-store.ts'
import type { PageCatalogue } from '../../core/ports/page-catalogue.ts'
import type { PageQueue } from '../../core/ports/page-queue.ts'
import { openDatabase } from './open-database.ts'
import { sqliteEventLog } from './sqlite-event-log.ts'
import { sqliteJobCensus } from './sqlite-job-census.ts'
import { sqliteJobStore } from './sqlite-job-store.ts'
import { sqlitePageCatalogue } from './sqlite-page-catalogue.ts'
import { sqlitePageQueue } from './sqlite-page-queue.ts'
import { changeBell } from './store-context.ts'

export interface SqliteStores {
  readonly jobs: JobStore
  readonly census: JobCensus
  readonly queue: PageQueue
  readonly pages: PageCatalogue
  readonly events: EventLog
  /** Where a damaged database was put, or null. */
  readonly setAside: string | null
  close(): void
}

export interface StoreFacts {
  readonly now: () => number
  readonly outlook: JobOutlook
  /** How many events are kept for those who were away. */
  readonly keptEvents?: number
}

/** All stores of one database file, or of memory with the path `:memory:`. */
export function sqliteStores(path: string, facts: StoreFacts): SqliteStores {
  const { database, setAside } = openDatabase(path, facts.now)
  const context = { database, changes: changeBell(), ...facts }
  return {
    jobs: sqliteJobStore(context),
    census: sqliteJobCensus(context),
    queue: sqlitePageQueue(context),
    pages: sqlitePageCatalogue(context),
    events: sqliteEventLog(context),
    setAside,
    close: () => database.close(),
  }
}
