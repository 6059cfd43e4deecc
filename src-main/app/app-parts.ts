import type { EngineName } from '../../src-shared/contract/engine.ts'
import type { JobId } from '../../src-shared/contract/job.ts'
import type { JobLimits } from '../core/job/job-limits.ts'
import type { CallbackBodies } from '../core/ports/callback-bodies.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { DeliveryStore } from '../core/ports/delivery-store.ts'
import type { EventLog } from '../core/ports/event-log.ts'
import type { Inspector } from '../core/ports/inspector.ts'
import type { JobCensus } from '../core/ports/job-census.ts'
import type { JobFiles } from '../core/ports/job-files.ts'
import type { JobFolders } from '../core/ports/job-folders.ts'
import type { JobStore } from '../core/ports/job-store.ts'
import type { Log } from '../core/ports/log.ts'
import type { OutgoingClient } from '../core/ports/outgoing-client.ts'
import type { PackFiles } from '../core/ports/pack-files.ts'
import type { PageCatalogue } from '../core/ports/page-catalogue.ts'
import type { PageQueue } from '../core/ports/page-queue.ts'
import type { PageWorkers } from '../core/ports/page-workers.ts'
import type { PdfWriter } from '../core/ports/pdf-writer.ts'
import type { Seal } from '../core/ports/seal.ts'
import type { DiskSpace, StagingArea } from '../core/ports/staging-area.ts'
import type { LiveExecution } from './live-execution.ts'
import type { LiveSettings } from './live-settings.ts'

/** Everything that use cases stand on; each takes what it needs of it. */
export interface AppParts {
  readonly jobs: JobStore
  readonly census: JobCensus
  readonly queue: PageQueue
  readonly pages: PageCatalogue
  readonly events: EventLog
  readonly deliveries: DeliveryStore
  readonly folders: JobFolders
  readonly files: JobFiles
  readonly staging: StagingArea
  readonly space: DiskSpace
  readonly packFiles: PackFiles
  readonly pdfWriter: PdfWriter
  readonly workers: PageWorkers
  readonly inspector: Inspector
  readonly outgoing: OutgoingClient
  readonly seal: Seal
  readonly bodies: CallbackBodies
  readonly settings: LiveSettings
  readonly execution: LiveExecution
  readonly limits: JobLimits
  readonly clock: Clock
  readonly log: Log
  /** Eight random hex digits. */
  readonly randomHex: () => string
  /** Every page of new jobs is read with this engine; callers can't choose one. */
  readonly engine: EngineName
  readonly running: RunningPages
}

/** The hold on pages that are being read. */
export interface RunningPages {
  /** Takes a job's pages away from the workers; resolves when none is left with them. */
  withdraw(jobId: JobId): Promise<void>
  /** Looks whether the job has come to its end; call it when pages may have been done while it was not `processing`. */
  checkFinished(jobId: JobId): void
}
