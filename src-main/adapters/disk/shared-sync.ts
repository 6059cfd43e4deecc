import { syncFolder } from './sync-folder.ts'

type SyncFolder = (path: string) => Promise<void>

/**
 * Syncs folders for many at once: who asks while a sync runs waits for the next one, together with all the others. One that
 * had begun before may have missed their renames.
 */
export function sharedSync(sync: SyncFolder = syncFolder): SyncFolder {
  const running = new Map<string, Promise<void>>()
  const next = new Map<string, Promise<void>>()

  function start(path: string): Promise<void> {
    next.delete(path)
    const run = sync(path).finally(() => {
      if (running.get(path) === run) running.delete(path)
    })
    running.set(path, run)
    return run
  }

  return path => {
    const awaited = next.get(path)
    if (awaited) return awaited
    const current = running.get(path)
    if (!current) return start(path)
    const following = current.catch(() => undefined).then(() => start(path))
    next.set(path, following)
    return following
  }
}
