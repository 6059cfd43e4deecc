import { Compile } from 'typebox/compile'
import { type NumberedEvent, ServerEvent } from '../../../src-shared/contract/events.ts'
import type { EventLog } from '../../core/ports/event-log.ts'
import findPrunedSeqSql from './queries/find-pruned-seq.sql?raw'
import lastEventSeqSql from './queries/last-event-seq.sql?raw'
import listEventsSql from './queries/list-events.sql?raw'
import type { StoreContext } from './store-context.ts'

const BATCH = 500

interface EventRow {
  readonly seq: number
  readonly body: string
}

/** The events in SQLite. */
export function sqliteEventLog({ database, changes }: StoreContext): EventLog {
  const findLast = database.prepare<[], { seq: number }>(lastEventSeqSql)
  const findPruned = database.prepare<[], { seq: number }>(findPrunedSeqSql)
  const list = database.prepare<[{ seq: number; jobId: string | null; limit: number }], EventRow>(
    listEventsSql,
  )
  const lastSeq = (): number => findLast.get()?.seq ?? 0
  return {
    async lastSeq() {
      return lastSeq()
    },
    async after(seq, jobId) {
      const last = lastSeq()
      if (seq > last || seq < (findPruned.get()?.seq ?? 0)) return undefined
      if (seq === last) return { events: [], seq }
      const rows = list.all({ seq, jobId, limit: BATCH })
      const reached = rows.length < BATCH ? last : (rows.at(-1)?.seq ?? last)
      return { events: rows.map(eventOfRow), seq: reached }
    },
    async grown(seq, signal) {
      while (!signal.aborted && lastSeq() <= seq) await changes.next(signal)
    },
  }
}

const validator = Compile(ServerEvent)

function eventOfRow(row: EventRow): NumberedEvent {
  const event: unknown = JSON.parse(row.body)
  if (!validator.Check(event)) throw new Error(`The database holds an event that makes no sense: ${row.seq}`)
  return { seq: row.seq, event }
}
