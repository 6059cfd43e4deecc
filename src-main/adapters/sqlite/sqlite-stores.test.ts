import { deliveryStoreContract } from '../../core/ports/delivery-store.contract.ts'
import { eventLogContract } from '../../core/ports/event-log.contract.ts'
import { jobStoreContract } from '../../core/ports/job-store.contract.ts'
import { pageQueueContract } from '../../core/ports/page-queue.contract.ts'
import { sqliteStores } from './sqlite-stores.ts'

jobStoreContract('SQLite', facts => sqliteStores(':memory:', facts))
pageQueueContract('SQLite', facts => sqliteStores(':memory:', facts))
eventLogContract('SQLite', facts => sqliteStores(':memory:', facts))
deliveryStoreContract('SQLite', facts => sqliteStores(':memory:', facts))
