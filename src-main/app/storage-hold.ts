import type { Job } from '../../src-shared/contract/job.ts'
import { isStorageTrouble } from '../core/job/storage-trouble.ts'
import type { AppParts } from './app-parts.ts'

const TRY_AGAIN_AFTER_MS = 2000
const MIB = 1024 * 1024

export interface StorageHold {
  /** Runs the step, again and again while the disk takes no more; undefined when the signal is aborted meanwhile. */
  run<Result>(step: () => Promise<Result>, signal: AbortSignal): Promise<Result | undefined>
}

/** Work waits while the disk is full, and goes on by itself when there is room again. */
export function storageHold(
  { clock, log, space, limits }: Pick<AppParts, 'clock' | 'log' | 'space' | 'limits'>,
  onChange: (hold: Job['problem']) => void,
): StorageHold {
  let waiting = 0
  const words = async (): Promise<string> => {
    const free = await space.freeBytes().catch(() => 0)
    return `${Math.floor(free / MIB)} MB are free, ${Math.ceil(limits.freeDiskBytes / MIB)} MB are needed`
  }
  return {
    async run(step, signal) {
      let isWaiting = false
      try {
        do {
          try {
            return await step()
          } catch (error) {
            if (!isStorageTrouble(error)) throw error
            if (!isWaiting) log.warn('storage-full', { reason: error instanceof Error ? error.message : '' })
          }
          if (!isWaiting) waiting += 1
          isWaiting = true
          onChange({ code: 'storage-full', detail: await words() })
          await clock.wait(TRY_AGAIN_AFTER_MS, signal)
        } while (!signal.aborted)
        return undefined
      } finally {
        if (isWaiting) waiting -= 1
        if (isWaiting && waiting === 0) onChange(null)
      }
    },
  }
}
