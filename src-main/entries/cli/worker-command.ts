import { availableParallelism, hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { LIMITS } from '../../../src-shared/contract/limits.ts'
import { dataDir } from '../../adapters/disk/data-dir.ts'
import { folderLayout } from '../../adapters/disk/folder-layout.ts'
import { diskSettingsFile } from '../../adapters/disk/settings-file.ts'
import { consumePages } from '../../adapters/redis/consume-pages.ts'
import { systemClock } from '../../adapters/system/system-clock.ts'
import { liveSettings } from '../../app/live-settings.ts'
import type { Log, LogFacts } from '../../core/ports/log.ts'
import { maskedUrl } from '../../core/settings/masked-url.ts'
import { resolveSettings } from '../../core/settings/resolve-settings.ts'
import { forkWorker } from '../../worker/fork-worker.ts'
import { poolPageWorkers } from '../../worker/pool-page-workers.ts'
import { workerPool } from '../../worker/worker-pool.ts'
import { readSecret, redisSecretFile } from '../key-file.ts'
import { openExecution } from '../open-execution.ts'
import { workersWithServed } from '../open-served.ts'
import { poolOptions } from '../pool-options.ts'
import type { ProductPlace } from '../product-place.ts'
import { redisSeal } from '../redis-seal.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import type { Command, Flags } from './parse-command.ts'
import { interruptSignal } from './terminal.ts'

const LOOK_AGAIN_MS = 1000

/** `pageloom worker`: reads pages for a server until it is told to stop. */
export async function workerCommand(
  { flags }: Extract<Command, { kind: 'worker' }>,
  place: ProductPlace,
): Promise<ExitCode> {
  const signal = interruptSignal()
  const folder = dataDir(flags, process.env)
  const layout = folderLayout(folder)
  const settings = liveSettings(diskSettingsFile(layout), { flags, env: process.env })
  const { redisUrl, executionProvider } = settings.current()
  if (redisUrl === null) {
    console.error('Name the Redis of the server: --redis-url URL, or REDIS_URL in the environment.')
    return EXIT.usage
  }
  const secret = await secretOf(folder, signal)
  if (secret === undefined) return EXIT.ok
  const size = workerCount(flags)
  const execution = openExecution(
    { spawnWorker: spawnFor(place), modelsDir: place.modelsDir },
    {
      ...{ layout, wish: executionProvider, now: systemClock.now, log: LOG },
      memoryFile: `execution-${hostname().replace(/[^A-Za-z0-9._-]/g, '_')}.json`,
    },
  )
  const base = { settings, execution, limits: LIMITS, log: LOG, clock: systemClock }
  const pool = workerPool({
    ...poolOptions({ spawnWorker: spawnFor(place) }, base),
    size,
    start: { role: 'page', modelsDir: place.modelsDir, warm: true },
  })
  const workers = workersWithServed(poolPageWorkers(pool, size, LIMITS.pageTimeoutMs), pool, {
    ...base,
    place: { dataDir: folder, version: place.version, env: process.env },
    stagingDir: layout.stagingDir,
  })
  const consumer = await consumePages({
    url: redisUrl,
    dataDir: folder,
    seal: redisSeal(secret),
    workers,
    hasFolder: () => readSecret(redisSecretFile(folder)) === secret,
    log: LOG,
  })
  console.log(`Pageloom reads ${size} pages at a time from ${maskedUrl(redisUrl)} for ${folder}`)
  const trying = execution.tryUnknown(signal).catch(() => undefined)
  await aborted(signal)
  console.log('Stopping; pages in work are given back.')
  await Promise.all([trying, consumer.close().then(() => workers.close())])
  return EXIT.ok
}

const spawnFor = (place: ProductPlace) => place.spawnWorker ?? forkWorker({ entryPath: place.workerPath })

/** The server's settings file speaks of the server's own workers; 0 would make no sense here. */
function workerCount(flags: Flags): number {
  const { workers } = resolveSettings({ flags, env: process.env, file: undefined }).settings
  return workers || availableParallelism()
}

/** What the server wrote into the data folder; waits until it is there. Undefined when told to stop meanwhile. */
async function secretOf(folder: string, signal: AbortSignal): Promise<string | undefined> {
  const file = redisSecretFile(folder)
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    const secret = readSecret(file)
    if (secret !== undefined) return secret
    if (isFirst) {
      console.error(
        `${folder} is no data folder of a server with Redis yet. Is it mounted, was the server started with the same REDIS_URL? Waiting for it.`,
      )
    }
    await wait(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined)
  }
  return undefined
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

const write =
  (level: string) =>
  (event: string, facts: LogFacts = {}): void =>
    console.error(JSON.stringify({ time: new Date().toISOString(), level, event, ...facts }))

/** To standard error: the log in the data folder is the server's. */
const LOG: Log = { info: write('info'), warn: write('warn'), error: write('error') }
