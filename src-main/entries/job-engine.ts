import type { EngineName } from '../../src-shared/contract/engine.ts'
import type { LIMITS } from '../../src-shared/contract/limits.ts'
import type { Settings } from '../../src-shared/contract/settings.ts'
import type { UseCases } from '../app/use-cases.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Log } from '../core/ports/log.ts'
import type { SpawnWorker } from '../core/ports/spawn-worker.ts'

export interface JobEngineOptions {
  /** Made when it is missing. `dataDirOf(flags, env)` of adapters/disk/data-dir.ts finds it for headless use. */
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
  readonly limits?: Partial<{ readonly [Name in keyof typeof LIMITS]: number }>
  readonly clock?: Clock
  /** Lines go here besides the log file. */
  readonly log?: Log
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
export type OpenJobEngine = (options: JobEngineOptions) => Promise<JobEngine>
