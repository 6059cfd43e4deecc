import type { Redis } from 'ioredis'

const CONNECT_TIMEOUT_MS = 5000
/** Each connection that waits for something is answered sooner than this: silence means that the line is dead. */
const SILENCE_MS = 20_000
const KEEP_ALIVE_MS = 10_000
const LONGEST_RETRY_MS = 2000
const RETRY_STEP_MS = 100

/** A connection that comes back by itself for ever; commands wait for it. Its libraries are loaded only now. */
export async function connectRedis(url: string): Promise<Redis> {
  const { Redis } = await import('ioredis')
  const options = {
    maxRetriesPerRequest: null,
    connectTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    keepAlive: KEEP_ALIVE_MS,
    retryStrategy: (tries: number) => Math.min(tries * RETRY_STEP_MS, LONGEST_RETRY_MS),
  }
  const socket = socketOf(url)
  return socket ? new Redis({ ...options, ...socket }) : new Redis(url, options)
}

/** `unix://[[user]:password@]/path[?db=1]`, which the library does not know. */
function socketOf(url: string) {
  const [, opener, path, query = ''] = /^unix:[/][/](?:([^@/]*)@)?([^?]+)[?]?(.*)$/.exec(url) ?? []
  if (path === undefined) return undefined
  const [username = '', ...rest] = (opener ?? '').split(':').map(decodeURIComponent)
  const password = rest.join(':')
  return {
    path,
    db: Number(new URLSearchParams(query).get('db') ?? 0),
    ...(username ? { username } : {}),
    ...(password ? { password } : {}),
  }
}
