import type { StoreFacts, Stores } from '../../core/ports/stores.ts'
import { openDatabase } from './open-database.ts'
import { sqliteDeliveryStore } from './sqlite-delivery-store.ts'
import { sqliteEventLog } from './sqlite-event-log.ts'
import { sqliteJobCensus } from './sqlite-job-census.ts'
import { sqliteJobStore } from './sqlite-job-store.ts'
import { sqlitePageCatalogue } from './sqlite-page-catalogue.ts'
import { sqlitePageQueue } from './sqlite-page-queue.ts'
import { changeBell } from './store-context.ts'

export interface SqliteStores extends Stores {
  /** Where a damaged database was put, or null. */
  readonly setAside: string | null
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
    deliveries: sqliteDeliveryStore(context),
    setAside,
    close: () => database.close(),
  }
}
