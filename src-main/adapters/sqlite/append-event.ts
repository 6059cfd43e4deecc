import type { ServerEvent } from '../../../src-shared/contract/events.ts'
import type { JobId } from '../../../src-shared/contract/job.ts'
import appendEventSql from './queries/append-event.sql?raw'
import notePrunedEventsSql from './queries/note-pruned-events.sql?raw'
import pruneEventsSql from './queries/prune-events.sql?raw'
import type { StoreContext } from './store-context.ts'

/** Enough for a person who was away for a 10,000-page job; a client that was away longer fetches everything anew. */
export const KEPT_EVENTS = 50_000
const PRUNE_EVERY = 1000

/** Writes an event; call it inside the transaction of the change that it tells of. */
export type AppendEvent = (jobId: JobId, event: ServerEvent) => void

export function eventAppender({ database, keptEvents = KEPT_EVENTS }: StoreContext): AppendEvent {
  const append = database.prepare(appendEventSql)
  const prune = database.prepare(pruneEventsSql)
  const notePruned = database.prepare(notePrunedEventsSql)
  const pruneEvery = Math.min(PRUNE_EVERY, keptEvents)
  return (jobId, event) => {
    const seq = Number(append.run({ jobId, body: JSON.stringify(event) }).lastInsertRowid)
    if (seq % pruneEvery !== 0 || seq <= keptEvents) return
    prune.run({ upToSeq: seq - keptEvents })
    notePruned.run({ upToSeq: seq - keptEvents })
  }
}
