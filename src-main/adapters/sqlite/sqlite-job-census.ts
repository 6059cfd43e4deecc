import type { JobCensus, JobCounts, ShelvedJob } from '../../core/ports/job-census.ts'
import { type JobRow, jobOfRow } from './job-row.ts'
import arePagesDoneSql from './queries/are-pages-done.sql?raw'
import countJobsSql from './queries/count-jobs.sql?raw'
import findExpiredJobSql from './queries/find-expired-job.sql?raw'
import listShelvedJobsSql from './queries/list-shelved-jobs.sql?raw'
import listUnfinishedJobsSql from './queries/list-unfinished-jobs.sql?raw'
import markJobReadSql from './queries/mark-job-read.sql?raw'
import type { StoreContext } from './store-context.ts'

/** A client that polls a result must not cost a commit each time. */
const READ_MARK_EVERY_MS = 60_000

/** Questions about all jobs in SQLite. */
export function sqliteJobCensus({ database, now, outlook }: StoreContext): JobCensus {
  const count = database.prepare<[], JobCounts>(countJobsSql)
  const listUnfinished = database.prepare<[], JobRow>(listUnfinishedJobsSql)
  const listShelved = database.prepare<[], ShelvedJob>(listShelvedJobsSql)
  const markRead = database.prepare(markJobReadSql)
  const arePagesDone = database.prepare<[{ jobId: string }], { done: number }>(arePagesDoneSql)
  const findExpired = database.prepare<[{ id: string }], { id: string }>(findExpiredJobSql)
  return {
    async counts() {
      return count.get() ?? { active: 0, queued: 0, sizeBytes: 0 }
    },
    async unfinished() {
      return listUnfinished.all().map(row => jobOfRow(row, 0, outlook))
    },
    async shelved() {
      return listShelved.all()
    },
    async markRead(jobId) {
      markRead.run({ id: jobId, now: now(), notWithinMs: READ_MARK_EVERY_MS })
    },
    async allPagesDone(jobId) {
      return arePagesDone.get({ jobId })?.done === 1
    },
    async hasExpired(jobId) {
      return findExpired.get({ id: jobId }) !== undefined
    },
  }
}
