import type { Redis } from 'ioredis'

/** Who has not been heard of for so long is taken as gone. */
const GONE_AFTER_MS = 10_000
/** How often a worker says that it is there. */
export const ANNOUNCE_EVERY_MS = 3000

/** The workers that are there, kept in Redis by its own clock: those of the machines may differ. */
export interface WorkerRoll {
  announce(workerId: string, size: number): Promise<void>
  leave(workerId: string, size: number): Promise<void>
  /** Pages that all workers together read at a time. */
  count(): Promise<number>
}

export function workerRoll(redis: Redis, queueName: string): WorkerRoll {
  const key = `pageloom:roll:${queueName}`
  const entry = (workerId: string, size: number): string => `${size}:${workerId}`
  const now = async (): Promise<number> => {
    const [seconds, microseconds] = await redis.time()
    return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000)
  }
  return {
    async announce(workerId, size) {
      await redis.zadd(key, (await now()) + GONE_AFTER_MS, entry(workerId, size))
    },
    async leave(workerId, size) {
      await redis.zrem(key, entry(workerId, size))
    },
    async count() {
      await redis.zremrangebyscore(key, '-inf', String(await now()))
      const entries = await redis.zrange(key, '0', '-1')
      return entries.reduce((sum, each) => sum + (Number.parseInt(each, 10) || 0), 0)
    },
  }
}
