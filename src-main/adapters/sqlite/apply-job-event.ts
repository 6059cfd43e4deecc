import type { Job } from '../../../src-shared/contract/job.ts'
import { isAtRest, nextJobState } from '../../../src-shared/contract/job-transitions.ts'
import type { JobChange } from '../../core/ports/job-store.ts'
import type { AppendEvent } from './append-event.ts'
import { type JobRow, jobOfRow, jobStateOf } from './job-row.ts'
import { deliveryNoter } from './note-delivery.ts'
import changeJobStateSql from './queries/change-job-state.sql?raw'
import countJobsAheadSql from './queries/count-jobs-ahead.sql?raw'
import findJobBySeqSql from './queries/find-job-by-seq.sql?raw'
import type { StoreContext } from './store-context.ts'

export interface JobChanger {
  /** Changes the state by the table of transitions and tells it; undefined where the table has no such change. */
  apply(row: JobRow, change: JobChange): Job | undefined
  /** Tells that the job changed, its state apart. */
  tell(row: JobRow): Job
  jobsAhead(row: JobRow): number
}

/** Changes of jobs; call them inside a transaction. */
export function jobChanger(context: StoreContext, appendEvent: AppendEvent): JobChanger {
  const { database, now, outlook } = context
  const noteDelivery = deliveryNoter(context)
  const changeState = database.prepare(changeJobStateSql)
  const findBySeq = database.prepare<[{ seq: number }], JobRow>(findJobBySeqSql)
  const countAhead = database.prepare<[{ turn: number }], { ahead: number }>(countJobsAheadSql)

  const jobsAhead = (row: JobRow): number =>
    row.state === 'queued' ? (countAhead.get({ turn: row.turn })?.ahead ?? 0) : 0

  const tell = (row: JobRow): Job => {
    const job = jobOfRow(row, jobsAhead(row), outlook)
    appendEvent(row.id, { kind: 'job-changed', job })
    return job
  }

  const write = (row: JobRow, state: Job['state'], change: JobChange): void => {
    changeState.run({
      seq: row.seq,
      state,
      event: change.event,
      isAtRest: isAtRest(state) ? 1 : 0,
      now: now(),
      problemCode: change.problem?.code ?? null,
      problemDetail: change.problem?.detail ?? null,
      addedBytes: change.addedBytes ?? 0,
    })
  }

  return {
    apply(row, change) {
      const state = nextJobState(jobStateOf(row.state), change.event)
      if (!state) return undefined
      write(row, state, change)
      if (isAtRest(state)) noteDelivery.completion(row.seq)
      const changed = findBySeq.get({ seq: row.seq })
      return changed && tell(changed)
    },
    tell,
    jobsAhead,
  }
}
