import type { LiveExecution } from '../app/live-execution.ts'
import type { JobLimits } from '../core/job/job-limits.ts'
import type { Log } from '../core/ports/log.ts'
import type { SpawnWorker } from '../core/ports/spawn-worker.ts'
import { type ReadMemory, readMemory } from '../worker/read-memory.ts'
import { spawnOnProvider } from '../worker/spawn-on-provider.ts'
import type { PoolOptions } from '../worker/worker-pool.ts'

interface PoolBase {
  readonly execution: LiveExecution
  readonly limits: JobLimits
  readonly log: Log
}

/** What all pools of worker processes have in common. */
export const poolOptions = (
  options: { readonly spawnWorker: SpawnWorker; readonly readMemory?: ReadMemory },
  { execution, limits, log }: PoolBase,
): Omit<PoolOptions, 'size' | 'start'> => ({
  spawn: spawnOnProvider(options.spawnWorker, {
    provider: () => execution.current().provider,
    noteFailure: execution.noteFailure,
  }),
  readMemory: options.readMemory ?? readMemory,
  log,
  memoryBytes: limits.workerMemoryBytes,
  recycleBytes: limits.workerRecycleBytes,
  recycleCalls: limits.workerRecyclePages,
})
