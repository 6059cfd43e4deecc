import { Compile } from 'typebox/compile'
import { type NumberedEvent, ServerEvent } from '../../../src-shared/contract/events.ts'
import type { JobId } from '../../../src-shared/contract/job.ts'
import type { EventBatch, EventLog } from '../../core/ports/event-log.ts'
import findPrunedSeqSql from './queries/find-pruned-seq.sql?raw'
import lastEventSeqSql from './queries/last-event-seq.sql?raw'
import listEventsSql from './queries/list-events.sql?raw'
import type { StoreContext } from './store-context.ts'

const BATCH = 500
/** Kept at hand, so that a thousand followers cost one query and not a thousand. */
const AT_HAND = 2000

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
  const seqNow = (): number => findLast.get()?.seq ?? 0

  let atHand: readonly NumberedEvent[] = []
  /** Events after this number are at hand, up to `last`. */
  let atHandAfter = seqNow()
  let last = atHandAfter
  let pruned = findPruned.get()?.seq ?? 0
  let seenVersion = changes.version()

  function refresh(): void {
    if (seenVersion === changes.version()) return
    seenVersion = changes.version()
    pruned = findPruned.get()?.seq ?? 0
    const newest = seqNow()
    if (newest === last) return
    const fresh = list.all({ seq: last, jobId: null, limit: AT_HAND + 1 }).map(eventOfRow)
    if (fresh.length > AT_HAND) {
      atHand = []
      atHandAfter = newest
    } else {
      atHand = withoutDeleted([...atHand, ...fresh], fresh)
      const surplus = atHand.at(-AT_HAND - 1)
      atHand = atHand.slice(-AT_HAND)
      if (surplus) atHandAfter = surplus.seq
    }
    last = newest
  }

  function fromDatabase(seq: number, jobId: JobId | null): EventBatch {
    const rows = list.all({ seq, jobId, limit: BATCH })
    const reached = rows.length < BATCH ? last : (rows.at(-1)?.seq ?? last)
    return { events: rows.map(eventOfRow), seq: reached }
  }

  return {
    async lastSeq() {
      refresh()
      return last
    },
    async after(seq, jobId) {
      refresh()
      if (seq > last || seq < pruned) return undefined
      if (seq < atHandAfter) return fromDatabase(seq, jobId)
      const events = atHand.slice(atHand.findLastIndex(event => event.seq <= seq) + 1)
      return { events: jobId === null ? events : events.filter(event => jobOf(event) === jobId), seq: last }
    },
    async grown(seq, signal) {
      refresh()
      while (!signal.aborted && last <= seq) {
        await changes.next(signal)
        refresh()
      }
    },
  }
}

/** The events of a deleted job go with it, its deletion apart. */
function withoutDeleted(
  events: readonly NumberedEvent[],
  fresh: readonly NumberedEvent[],
): readonly NumberedEvent[] {
  const deleted = new Set(fresh.flatMap(({ event }) => (event.kind === 'job-deleted' ? [event.jobId] : [])))
  if (deleted.size === 0) return events
  return events.filter(item => item.event.kind === 'job-deleted' || !deleted.has(jobOf(item)))
}

const jobOf = ({ event }: NumberedEvent): JobId => (event.kind === 'job-changed' ? event.job.id : event.jobId)

const validator = Compile(ServerEvent)

function eventOfRow(row: EventRow): NumberedEvent {
  const event: unknown = JSON.parse(row.body)
  if (!validator.Check(event)) throw new Error(`The database holds an event that makes no sense: ${row.seq}`)
  return { seq: row.seq, event }
}
