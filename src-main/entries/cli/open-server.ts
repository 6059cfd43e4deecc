import path from 'node:path'
import { type ApiClient, apiClient } from '../../../src-shared/client/api-client.ts'
import { SERVER_FILE } from '../../../src-shared/contract/settings.ts'
import { dataDir } from '../../adapters/disk/data-dir.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { forkWorker } from '../../worker/fork-worker.ts'
import type { ProductPlace } from '../product-place.ts'
import type { RunningServer } from '../running-server.ts'
import { readServerFile } from '../serve-engine.ts'
import { startServer } from '../start-server.ts'
import type { Flags } from './parse-command.ts'

/** A server to talk to: somebody's that runs on the data folder, or one of our own. */
export interface OpenServer {
  readonly client: ApiClient
  /** Undefined where the server is somebody else's. */
  readonly own: RunningServer | undefined
  close(): Promise<void>
}

export interface OpenServerOptions {
  readonly place: ProductPlace
  readonly flags: Flags
  /** Own servers of commands that read nothing start no workers. */
  readonly readsPages: boolean
}

/** How long a server that is just starting may take to say where it is. */
const OWNER_TRIES = 20
const OWNER_WAIT_MS = 500

/** Finds the server that owns the data folder, or becomes its owner for this run. */
export async function openServer(options: OpenServerOptions): Promise<OpenServer> {
  const folder = dataDir(options.flags, process.env)
  for (let tries = 1; ; tries += 1) {
    const client = await ownersClient(folder)
    if (client) return { client, own: undefined, close: async () => undefined }
    try {
      return await ownServer(folder, options)
    } catch (error) {
      const isOwned = error instanceof ProblemError && error.code === 'data-folder-owned'
      if (!isOwned || tries >= OWNER_TRIES) throw error
      await new Promise(resolve => setTimeout(resolve, OWNER_WAIT_MS))
    }
  }
}

async function ownServer(
  folder: string,
  { place, flags, readsPages }: OpenServerOptions,
): Promise<OpenServer> {
  const own = await startServer({
    dataDir: folder,
    modelsDir: place.modelsDir,
    pageDir: null,
    version: place.version,
    spawnWorker: place.spawnWorker ?? forkWorker({ entryPath: place.workerPath }),
    env: process.env,
    flags: {
      ...flags,
      host: '127.0.0.1',
      port: '0',
      'also-listen': '',
      ...(readsPages ? {} : { workers: '0' }),
    },
  })
  return { client: clientOf(own.url, own.key), own, close: () => own.close() }
}

/** A client of the server that runs on this data folder; undefined where none answers or another one does. */
async function ownersClient(folder: string): Promise<ApiClient | undefined> {
  const file = readServerFile(path.join(folder, SERVER_FILE))
  if (!file) return undefined
  const client = clientOf(file.url, file.key)
  const settings = await client.getSettings().catch(() => undefined)
  return settings && path.resolve(settings.dataDir) === path.resolve(folder) ? client : undefined
}

const clientOf = (baseUrl: string, key: string | null): ApiClient =>
  apiClient({ baseUrl, key, origin: 'cli' })
