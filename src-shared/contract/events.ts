import Type, { type Static } from 'typebox'
import { Job, JobId, PageSummary } from './job.ts'

/** What is told over the event stream; each stands in the event table with its number. */
export const ServerEvent = Type.Union([
  Type.Object({ kind: Type.Literal('job-changed'), job: Job }),
  Type.Object({
    kind: Type.Literal('page-changed'),
    jobId: JobId,
    page: PageSummary,
    donePages: Type.Integer(),
    failedPages: Type.Integer(),
    blankPages: Type.Integer(),
    secondsLeft: Type.Union([Type.Number(), Type.Null()]),
  }),
  Type.Object({ kind: Type.Literal('job-deleted'), jobId: JobId }),
])
export type ServerEvent = Static<typeof ServerEvent>

/** An event with its number; the number is the `id:` line of the stream. */
export interface NumberedEvent {
  readonly seq: number
  readonly event: ServerEvent
}

/**
 * The stream's `event: reset`: the events asked for are no longer kept. Fetch the jobs anew, then go on from `seq`.
 */
export const StreamReset = Type.Object({ seq: Type.Integer() })
export type StreamReset = Static<typeof StreamReset>
