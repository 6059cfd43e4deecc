import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Redis } from 'ioredis'

const MISSING =
  "redis-server is missing. Type this and try again:\n  sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends redis-server'"

/** A real Redis of one test's own, at a socket that nobody else can have. */
export interface RedisServer {
  readonly url: string
  /** Resolves when it answers. What it held before comes back only with an append-only file. */
  start(...options: readonly string[]): Promise<void>
  /** As `kill -9` does. */
  kill(): Promise<void>
  /** Asks or tells it something. */
  run<Answer>(ask: (redis: Redis) => Promise<Answer>): Promise<Answer>
  remove(): Promise<void>
}

export function redisServer(): RedisServer {
  const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-redis-'))
  const socket = path.join(folder, 'redis.sock')
  let child: ChildProcess | undefined

  async function kill(): Promise<void> {
    const ended = child
    child = undefined
    if (!ended || ended.exitCode !== null || ended.signalCode !== null) return
    const exited = once(ended, 'exit')
    ended.kill('SIGKILL')
    await exited
  }

  let password: string | undefined
  async function run<Answer>(ask: (redis: Redis) => Promise<Answer>): Promise<Answer> {
    const redis = new Redis({
      ...{ path: socket, maxRetriesPerRequest: null, retryStrategy: () => 50 },
      ...(password === undefined ? {} : { password }),
    })
    redis.on('error', () => undefined)
    try {
      return await ask(redis)
    } finally {
      redis.disconnect()
    }
  }

  return {
    url: `unix://${socket}`,
    async start(...options) {
      const base = ['--port', '0', '--unixsocket', socket, '--dir', folder, '--save', '']
      const next = spawn('redis-server', [...base, ...options], { stdio: 'ignore' })
      child = next
      password = options.includes('--requirepass') ? options[options.indexOf('--requirepass') + 1] : undefined
      const failed = new Promise<never>((_, reject) => {
        next.once('error', () => reject(new Error(MISSING)))
        next.once('exit', code => reject(new Error(`redis-server ended with ${code}`)))
      })
      failed.catch(() => undefined)
      await Promise.race([run(redis => redis.ping()), failed])
    },
    kill,
    run,
    async remove() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
