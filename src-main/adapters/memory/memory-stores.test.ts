import { deliveryStoreContract } from '../../core/ports/delivery-store.contract.ts'
import { eventLogContract } from '../../core/ports/event-log.contract.ts'
import { jobStoreContract } from '../../core/ports/job-store.contract.ts'
import { pageQueueContract } from '../../core/ports/page-queue.contract.ts'
import { memoryStores } from './memory-stores.ts'

jobStoreContract('memory', memoryStores)
pageQueueContract('memory', memoryStores)
eventLogContract('memory', memoryStores)
deliveryStoreContract('memory', memoryStores)
