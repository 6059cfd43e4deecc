import type { WorkerPool } from './worker-pool.ts'

/** A worker that has had nothing to do for so long is ended. */
const IDLE_MS = 30_000

/** A pool whose processes live only while they are needed. */
export type PoolOnDemand = Pick<WorkerPool, 'call' | 'close'>

/** Opens the pool with the first call, and closes it when there was none for a while. */
export function poolOnDemand(openPool: () => WorkerPool): PoolOnDemand {
  let pool: WorkerPool | undefined
  let waiting = 0
  let idle: NodeJS.Timeout | undefined
  const close = async (): Promise<void> => {
    clearTimeout(idle)
    const ended = pool
    pool = undefined
    await ended?.close()
  }
  return {
    async call(body, timeoutMs, signal) {
      clearTimeout(idle)
      pool ??= openPool()
      waiting += 1
      try {
        return await pool.call(body, timeoutMs, signal)
      } finally {
        waiting -= 1
        if (waiting === 0) {
          idle = setTimeout(() => void close(), IDLE_MS)
          idle.unref()
        }
      }
    },
    close,
  }
}
