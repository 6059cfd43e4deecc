import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { EngineName } from '../../src-shared/contract/engine.ts'
import { LIMITS } from '../../src-shared/contract/limits.ts'
import type { Settings } from '../../src-shared/contract/settings.ts'
import { diskJobFiles } from '../adapters/disk/disk-job-files.ts'
import { diskJobFolders } from '../adapters/disk/disk-job-folders.ts'
import { diskSpace, diskStagingArea } from '../adapters/disk/disk-staging-area.ts'
import { type FolderLayout, folderLayout } from '../adapters/disk/folder-layout.ts'
import { type LogFile, logFile } from '../adapters/disk/log-file.ts'
import { makeFolders } from '../adapters/disk/make-folders.ts'
import { ownerWords, removeOwner, writeOwner } from '../adapters/disk/owner-file.ts'
import { diskSettingsFile } from '../adapters/disk/settings-file.ts'
import { packZip } from '../adapters/exports/pack-zip.ts'
import { outgoingClient } from '../adapters/outgoing/outgoing-client.ts'
import { type FolderOwnership, ownFolder } from '../adapters/sqlite/own-folder.ts'
import { type SqliteStores, sqliteStores } from '../adapters/sqlite/sqlite-stores.ts'
import { secretSeal } from '../adapters/system/secret-seal.ts'
import { systemClock } from '../adapters/system/system-clock.ts'
import type { AppParts } from '../app/app-parts.ts'
import { jobUseCases } from '../app/job-use-cases.ts'
import type { LiveExecution } from '../app/live-execution.ts'
import { liveOutlook } from '../app/live-outlook.ts'
import { type LiveSettings, liveSettings } from '../app/live-settings.ts'
import { runJobs } from '../app/run-jobs.ts'
import type { UseCases } from '../app/use-cases.ts'
import type { JobLimits } from '../core/job/job-limits.ts'
import { isStorageTrouble } from '../core/job/storage-trouble.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Log } from '../core/ports/log.ts'
import type { PageWorkers } from '../core/ports/page-workers.ts'
import type { SpawnWorker } from '../core/ports/spawn-worker.ts'
import { ProblemError } from '../core/problem-error.ts'
import { callbackRules } from '../core/settings/callback-rules.ts'
import { poolInspector } from '../worker/pool-inspector.ts'
import { poolOnDemand } from '../worker/pool-on-demand.ts'
import { poolPageWorkers } from '../worker/pool-page-workers.ts'
import { poolPdfWriter } from '../worker/pool-pdf-writer.ts'
import type { ReadMemory } from '../worker/read-memory.ts'
import { workerPool } from '../worker/worker-pool.ts'
import { doclingBodies } from './docling-bodies.ts'
import { sealSecretOf } from './key-file.ts'
import { openExecution } from './open-execution.ts'
import { openPageDispatch } from './open-page-dispatch.ts'
import { workersWithServed } from './open-served.ts'
import { poolOptions } from './pool-options.ts'

export interface JobEngineOptions {
  /** Made when it is missing. `dataDir(flags, env)` of adapters/disk/data-dir.ts finds it. */
  readonly dataDir: string
  readonly modelsDir: string
  readonly spawnWorker: SpawnWorker
  readonly version: string
  /** Settings as typed on the command line, by flag name without dashes: `{ port: '8000' }`. */
  readonly flags?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Reads every page with this engine: for tests. Callers can't choose one. */
  readonly engine?: EngineName
  /** Tighter limits: for tests. */
  readonly limits?: Partial<JobLimits>
  readonly clock?: Clock
  /** Lines go here besides the log file. */
  readonly log?: Log
  /** How workers are measured where the system has no cheap way: Electron's metrics. */
  readonly readMemory?: ReadMemory
}

export interface JobEngine {
  readonly useCases: UseCases
  /** As they stood at the start; `useCases.readSettings()` tells them as they are. */
  readonly settings: Settings
  /** Sentences for the person who started the program: ignored settings, a database set aside. */
  readonly notices: readonly string[]
  readonly log: Log
  readonly logDir: string
  /** Stops the work: pages in work are given back and go on at the next start. Releases the data folder. */
  close(): Promise<void>
}

/**
 * Takes the data folder, repairs what a crash left behind and starts the workers. Throws ProblemError:
 * data-folder-owned, data-folder-unwritable, database-newer, option-invalid (a setting that makes no sense).
 */
export async function openJobEngine(options: JobEngineOptions): Promise<JobEngine> {
  const layout = folderLayout(options.dataDir)
  makeFolders(layout)
  const ownership = takeFolder(layout)
  try {
    return await open(options, layout, ownership)
  } catch (error) {
    ownership.release()
    throw problemOfOpening(error, options.dataDir)
  }
}

/** What a disk that takes nothing means for the person who starts the program. */
function problemOfOpening(error: unknown, dataDir: string): unknown {
  if (error instanceof ProblemError || !(error instanceof Error) || !('code' in error)) return error
  const code = String(error.code)
  const detail = `${dataDir} (${code})`
  if (/READONLY|CANTOPEN|EACCES|EPERM|EROFS/.test(code)) {
    return new ProblemError('data-folder-unwritable', detail, { cause: error })
  }
  return isStorageTrouble(error) ? new ProblemError('storage-full', detail, { cause: error }) : error
}

function takeFolder(layout: FolderLayout): FolderOwnership {
  const ownership = ownFolder(layout.lockPath)
  if (!ownership) throw new ProblemError('data-folder-owned', ownerWords(layout.dataDir))
  writeOwner(layout.dataDir)
  return ownership
}

async function open(
  options: JobEngineOptions,
  layout: FolderLayout,
  ownership: FolderOwnership,
): Promise<JobEngine> {
  const clock = options.clock ?? systemClock
  const file = logFile(layout.logDir, clock.now)
  const log = options.log ? bothLogs(file, options.log) : file
  const settings = liveSettings(diskSettingsFile(layout), {
    flags: options.flags ?? {},
    env: options.env ?? {},
  })
  const outlook = liveOutlook(clock.now)
  const stores = sqliteStores(layout.databasePath, { now: clock.now, outlook })
  const limits = { ...LIMITS, ...options.limits }
  const execution = openExecution(options, {
    layout,
    wish: settings.current().executionProvider,
    now: clock.now,
    log,
  })
  const local = startWorkers(options, { settings, execution, limits, log, clock, layout })
  const { redisUrl } = settings.current()
  const dispatch = await openPageDispatch(local.workers, { redisUrl, dataDir: layout.dataDir, log }).catch(
    async error => {
      await closeWorkers(local)
      stores.close()
      throw error
    },
  )
  const workers = { ...local, workers: dispatch.workers }
  const space = diskSpace(layout.dataDir)
  const parts = {
    ...stores,
    ...workers,
    folders: diskJobFolders(layout),
    files: diskJobFiles(layout),
    packFiles: packZip,
    staging: diskStagingArea(layout.stagingDir, limits.freeDiskBytes, space),
    space,
    outgoing: outgoingClient({
      rules: () => callbackRules(settings.current()),
      userAgent: `Pageloom/${options.version}`,
    }),
    seal: secretSeal(() => sealSecretOf(layout.dataDir)),
    bodies: doclingBodies,
    settings,
    execution,
    limits,
    clock,
    log,
    randomHex: () => randomBytes(4).toString('hex'),
    engine: options.engine ?? 'paddle',
    outlook,
  }
  log.info('started', { version: options.version, pid: process.pid, workers: local.workers.size })
  const endTrying = tryProvidersLater({ ...parts, workers: local.workers })
  const running = await runJobs(parts).catch(async error => {
    await Promise.all([endTrying(), closeWorkers(workers)])
    stores.close()
    throw error
  })
  const place = { dataDir: layout.dataDir, logDir: layout.logDir, version: options.version }
  const useCases = jobUseCases({ ...parts, running }, place)
  return {
    useCases,
    settings: settings.current(),
    notices: [...noticesOf(settings, stores), ...dispatch.notices],
    log,
    logDir: layout.logDir,
    close: closeOnce({ running, endTrying, stores, file, layout, ownership, workers }),
  }
}

/** The first pages after a cold start should not share the machine with trials. */
const TRY_AFTER_MS = 20_000

/** Answers how to end it; a trial under way is withdrawn then. */
function tryProvidersLater({
  execution,
  workers,
  clock,
  log,
}: Pick<AppParts, 'execution' | 'workers' | 'clock' | 'log'>): () => Promise<void> {
  const ending = new AbortController()
  const trying = clock
    .wait(TRY_AFTER_MS, ending.signal)
    .then(() => (workers.size === 0 ? undefined : execution.tryUnknown(ending.signal)))
    .catch((error: unknown) => log.warn('providers-not-tried', { reason: String(error) }))
  return () => {
    ending.abort()
    return trying
  }
}

interface EngineBase {
  readonly settings: LiveSettings
  readonly execution: LiveExecution
  readonly limits: JobLimits
  readonly log: Log
  readonly clock: Clock
  readonly layout: FolderLayout
}

function startWorkers(options: JobEngineOptions, base: EngineBase) {
  const { settings, limits, layout } = base
  const size = settings.current().workers ?? availableParallelism()
  const common = poolOptions(options, base)
  const { modelsDir } = options
  const pagePool = workerPool({ ...common, size, start: { role: 'page', modelsDir, warm: true } })
  const openSmallPool = () =>
    workerPool({ ...common, size: 1, start: { role: 'inspector', modelsDir, warm: false } })
  const pageWorkers = poolPageWorkers(pagePool, size, limits.pageTimeoutMs)
  const place = { dataDir: layout.dataDir, version: options.version, env: options.env ?? {} }
  return {
    workers: workersWithServed(pageWorkers, pagePool, { ...base, place, stagingDir: layout.stagingDir }),
    inspector: poolInspector({ quick: openSmallPool(), converting: poolOnDemand(openSmallPool) }, limits),
    pdfWriter: poolPdfWriter(poolOnDemand(openSmallPool)),
  }
}

type Workers = Omit<ReturnType<typeof startWorkers>, 'workers'> & { readonly workers: PageWorkers }

async function closeWorkers({ workers, inspector, pdfWriter }: Workers): Promise<void> {
  await Promise.all([workers.close(), inspector.close(), pdfWriter.close()])
}

interface Closing {
  readonly running: { stop(): Promise<void> }
  readonly endTrying: () => Promise<void>
  readonly stores: SqliteStores
  readonly file: LogFile
  readonly layout: FolderLayout
  readonly ownership: FolderOwnership
  readonly workers: Workers
}

function closeOnce({
  running,
  endTrying,
  stores,
  file,
  layout,
  ownership,
  workers,
}: Closing): () => Promise<void> {
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await Promise.all([endTrying(), running.stop(), closeWorkers(workers)])
    stores.close()
    file.info('stopped')
    file.close()
    removeOwner(layout.dataDir)
    ownership.release()
  }
  return () => {
    closing ??= close()
    return closing
  }
}

function noticesOf(settings: LiveSettings, { setAside }: SqliteStores): readonly string[] {
  const damaged =
    setAside === null
      ? []
      : [`The job database was damaged. It was set aside as ${setAside}, and a new one started.`]
  return [...settings.next().notices, ...damaged]
}

const bothLogs = (first: Log, second: Log): Log => ({
  info(event, facts) {
    first.info(event, facts)
    second.info(event, facts)
  },
  warn(event, facts) {
    first.warn(event, facts)
    second.warn(event, facts)
  },
  error(event, facts) {
    first.error(event, facts)
    second.error(event, facts)
  },
})
