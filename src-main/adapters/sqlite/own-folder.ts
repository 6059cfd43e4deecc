import { closeSync, existsSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'

export interface FolderOwnership {
  release(): void
}

/**
 * Takes the lock of a data folder for the life of this process, or answers undefined when another has it. The kernel holds the
 * lock, so it is free again the moment its owner is gone, however it went, and a process id used again means nothing.
 */
export function ownFolder(lockPath: string): FolderOwnership | undefined {
  if (!existsSync(lockPath)) closeSync(openSync(lockPath, 'a', 0o600))
  const lock = new Database(lockPath, { timeout: 0 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
    return { release: () => lock.close() }
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
}
