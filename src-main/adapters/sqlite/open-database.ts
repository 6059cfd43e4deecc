import { chmodSync, closeSync, existsSync, openSync, renameSync } from 'node:fs'
import Database from 'better-sqlite3'
import { ProblemError } from '../../core/problem-error.ts'
import { migrate } from './migrate.ts'

/** Below this, SQLite can lose committed pages of the write-ahead log. */
const OLDEST_SAFE_SQLITE = [3, 51, 3] as const
const SYNCHRONOUS_FULL = 2
const BUSY_TIMEOUT_MS = 5000

export interface OpenedDatabase {
  readonly database: Database.Database
  /** Where the damaged database was put, when a new one had to be started. */
  readonly setAside: string | null
}

/**
 * Opens the job database, or makes it. A damaged one is set aside, never deleted, and a new one started.
 * Throws ProblemError `database-newer`.
 */
export function openDatabase(path: string, now: () => number): OpenedDatabase {
  try {
    return { database: openSound(path), setAside: null }
  } catch (error) {
    if (!isDamage(error) || path === ':memory:') throw error
    const setAside = `${path}.corrupt-${new Date(now()).toISOString().replace(/[^0-9]/g, '')}`
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, setAside + suffix)
    }
    return { database: openSound(path), setAside }
  }
}

function openSound(path: string): Database.Database {
  if (path !== ':memory:' && !existsSync(path)) closeSync(openSync(path, 'a', 0o600))
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS })
  try {
    assertSafeVersion(database)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    assertPragmas(database, path)
    assertSound(database)
    migrate(database)
    if (path !== ':memory:') chmodSync(path, 0o600)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function assertSafeVersion(database: Database.Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get())
  const parts = version.split('.').map(Number)
  for (const [index, least] of OLDEST_SAFE_SQLITE.entries()) {
    const part = parts[index] ?? 0
    if (part > least) return
    if (part < least) throw new Error(`SQLite ${version} can lose committed data; 3.51.3 or newer is needed`)
  }
}

function assertPragmas(database: Database.Database, path: string): void {
  const read = (name: string): unknown => database.pragma(name, { simple: true })
  if (read('synchronous') !== SYNCHRONOUS_FULL) throw new Error('SQLite does not honour synchronous=FULL')
  if (read('foreign_keys') !== 1) throw new Error('SQLite does not honour foreign_keys')
  if (path !== ':memory:' && read('journal_mode') !== 'wal') throw new Error('SQLite does not honour WAL')
}

function assertSound(database: Database.Database): void {
  const verdict = database.pragma('quick_check(1)', { simple: true })
  if (verdict !== 'ok') throw new ProblemError('database-damaged', String(verdict))
}

function isDamage(error: unknown): boolean {
  if (error instanceof ProblemError) return error.code === 'database-damaged'
  if (!(error instanceof Database.SqliteError)) return false
  return error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB'
}
