import { readFileSync } from 'node:fs'
import path from 'node:path'
import { DEFAULT_PROMPT } from '../../src-shared/contract/job.ts'
import { SERVED_KEY_FILE, SERVED_KEY_VARIABLE, type Settings } from '../../src-shared/contract/settings.ts'
import { diskPagePictures } from '../adapters/disk/disk-page-pictures.ts'
import { servedEngine } from '../adapters/engines/served/served-engine.ts'
import { outgoingClient } from '../adapters/outgoing/outgoing-client.ts'
import type { LiveSettings } from '../app/live-settings.ts'
import { servedPages } from '../app/served-pages.ts'
import type { JobLimits } from '../core/job/job-limits.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Log } from '../core/ports/log.ts'
import type { PageWorkers } from '../core/ports/page-workers.ts'
import type { ServedEngine } from '../core/ports/served-engine.ts'
import { servedRules, servedUrls } from '../core/settings/served-settings.ts'
import { poolPictureWorkers } from '../worker/pool-picture-workers.ts'
import type { WorkerPool } from '../worker/worker-pool.ts'

interface ServedPlace {
  readonly dataDir: string
  readonly version: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The served engines that the settings name. */
export function openServedEngines(
  settings: Settings,
  { dataDir, version, env }: ServedPlace,
  replyMs: number,
): readonly ServedEngine[] {
  const client = outgoingClient({ rules: () => servedRules(settings), userAgent: `Pageloom/${version}` })
  const apiKey = env[SERVED_KEY_VARIABLE]?.trim() || keyInFile(path.join(dataDir, SERVED_KEY_FILE))
  return [...servedUrls(settings)].map(([name, url]) =>
    servedEngine({ name, url, apiKey, ask: client.askServed, replyMs }),
  )
}

function keyInFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}

interface ServedBase {
  readonly place: ServedPlace
  readonly stagingDir: string
  readonly settings: LiveSettings
  readonly limits: JobLimits
  readonly clock: Clock
  readonly log: Log
}

/** The page workers of a pool, with the served engines before them. */
export function workersWithServed(
  workers: PageWorkers,
  pool: WorkerPool,
  { place, stagingDir, settings, limits, clock, log }: ServedBase,
): PageWorkers {
  return servedPages({
    workers,
    pictureWorkers: poolPictureWorkers(pool, limits.pageTimeoutMs),
    pictures: diskPagePictures(stagingDir),
    engines: openServedEngines(settings.current(), place, limits.servedReplyMs),
    usualPrompt: DEFAULT_PROMPT,
    ...{ settings, limits, clock, log },
  })
}
