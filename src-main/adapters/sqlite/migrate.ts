import type { Database } from 'better-sqlite3'
import { ProblemError } from '../../core/problem-error.ts'
import jobs from './migrations/0001-jobs.sql?raw'
import callbacks from './migrations/0002-callbacks.sql?raw'
import expiredJobs from './migrations/0003-expired-jobs.sql?raw'

/** In order; the schema's number is how many of them were applied. Never edit one that was released. */
const MIGRATIONS: readonly string[] = [jobs, callbacks, expiredJobs]

/** Brings the schema up to date, each step whole or not at all. Throws `database-newer` rather than touch a newer schema. */
export function migrate(database: Database): void {
  const applied = Number(database.pragma('user_version', { simple: true }))
  if (applied > MIGRATIONS.length) {
    throw new ProblemError('database-newer', `schema ${applied}, this program knows ${MIGRATIONS.length}`)
  }
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < applied) continue
    database.transaction(() => {
      database.exec(migration)
      database.pragma(`user_version = ${index + 1}`)
    })()
  }
}
