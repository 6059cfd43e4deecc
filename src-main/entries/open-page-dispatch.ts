import { redisPageWorkers } from '../adapters/redis/redis-page-workers.ts'
import type { Log } from '../core/ports/log.ts'
import type { PageWorkers } from '../core/ports/page-workers.ts'
import { redisSecretOf } from './key-file.ts'
import { redisSeal } from './redis-seal.ts'

export interface PageDispatch {
  readonly workers: PageWorkers
  /** Sentences for the person who started the program. */
  readonly notices: readonly string[]
}

interface DispatchParts {
  readonly redisUrl: string | null
  readonly dataDir: string
  readonly log: Log
}

/** Who reads the pages: the server's own workers, or with Redis also those of other machines. Throws `redis-unfit`. */
export async function openPageDispatch(
  own: PageWorkers,
  { redisUrl, dataDir, log }: DispatchParts,
): Promise<PageDispatch> {
  if (redisUrl === null) return { workers: own, notices: [] }
  const seal = redisSeal(redisSecretOf(dataDir))
  return redisPageWorkers({ url: redisUrl, dataDir, seal, own: own.size > 0 ? own : null, log })
}
