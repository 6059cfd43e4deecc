import { setTimeout as wait } from 'node:timers/promises'
import type { ServerAddress } from './forward-to-server.ts'

/** A server of our own. */
export interface OwnServer extends ServerAddress {
  close(): Promise<void>
}

export interface ServerSources {
  /** Starts a server on the data folder; undefined where another process owns the folder. */
  startOwn(): Promise<OwnServer | undefined>
  /** The server of the process that owns the data folder, if it answers. */
  findForeign(): Promise<ServerAddress | undefined>
}

export interface ConnectionListener {
  onState(state: 'ready' | 'restarting'): void
  /** No server can be had at all, e.g. because the data folder can't be written. */
  onFailure(error: unknown): void
}

/** The window's way to its server, whoever runs it. */
export interface ServerConnection {
  /** Resolves when there is a server; rejects when none can be had. */
  address(): Promise<ServerAddress>
  /** What there is now. */
  current(): ServerAddress | undefined
  isOwn(): boolean
  /** The server did not answer: looks for it again, or starts one. */
  renew(failed: ServerAddress): void
  close(): Promise<void>
}

const LOOK_AGAIN_MS = 500

/**
 * Connects to the server that owns the data folder, or becomes the owner. When a foreign server goes, its folder is
 * taken over.
 */
export function serverConnection(sources: ServerSources, listener: ConnectionListener): ServerConnection {
  let own: OwnServer | undefined
  let now: ServerAddress | undefined
  let isClosed = false

  const connect = async (): Promise<ServerAddress> => {
    while (!isClosed) {
      own = await sources.startOwn()
      const found = own ?? (await sources.findForeign())
      if (found) {
        now = found
        listener.onState('ready')
        return found
      }
      await wait(LOOK_AGAIN_MS)
    }
    throw new Error('The program is ending.')
  }
  const begin = () => {
    const attempt = connect()
    attempt.catch(error => isClosed || listener.onFailure(error))
    return attempt
  }
  let connecting = begin()

  return {
    address: () => connecting,
    current: () => now,
    isOwn: () => own !== undefined,
    renew(failed) {
      if (isClosed || now !== failed || own) return
      now = undefined
      listener.onState('restarting')
      connecting = begin()
    },
    async close() {
      isClosed = true
      await connecting.catch(() => undefined)
      await own?.close()
    },
  }
}
