import type { Job } from '../../../src-shared/contract/job.ts'
import { errorWords, STATUS_WORDS } from './status-words.ts'

/** A status code with its body. */
export interface OcrReply {
  readonly code: number
  readonly body: object
}

const HOUR_MS = 3_600_000

interface Retention {
  readonly now: number
  readonly maxJobAgeHours: number
  /** Whether the job is remembered as one that retention removed. */
  readonly wasRemoved: boolean
}

/** What C answers for a job that isn't there: `expired` when retention removed it or its id is older than jobs are kept. */
export function missingReply(jobId: string, { now, maxJobAgeHours, wasRemoved }: Retention): OcrReply {
  const createdAt = timeInId(jobId)
  const isOld = createdAt !== null && now - createdAt > maxJobAgeHours * HOUR_MS
  const isExpired = wasRemoved || isOld
  // Jobs above the number or size that is kept go before their age is reached.
  const reason = isOld ? `>${ageWords(maxJobAgeHours)} old` : 'removed to make room'
  const message = isExpired ? `Job results have expired (${reason})` : 'Job not found'
  return {
    code: 404,
    body: {
      success: false,
      job_id: jobId,
      status: isExpired ? 'expired' : 'not_found',
      message,
      detail: message,
    },
  }
}

/** What C answers instead of the result of a job that has none. */
export function noResultReply(job: Job): OcrReply {
  const status = STATUS_WORDS.c[job.state]
  if (status !== 'failed') {
    const message = 'Job is still being processed. Please try again later.'
    return { code: 202, body: { success: false, job_id: job.id, status, message } }
  }
  const error = errorWords(job, 'c') ?? 'Job failed'
  return {
    code: 500,
    body: { success: false, job_id: job.id, status, message: error, error, detail: error },
  }
}

/** C's status of a job in one sentence. */
export const statusMessage = (job: Job): string =>
  MESSAGES.get(STATUS_WORDS.c[job.state]) ?? errorWords(job, 'c') ?? 'Job failed'

const MESSAGES: ReadonlyMap<string, string> = new Map([
  ['pending', 'Job is queued'],
  ['running', 'Job is currently being processed'],
  ['completed', 'Job completed successfully'],
])

/** When the job of an id was made, which every id tells. */
function timeInId(jobId: string): number | null {
  const [, year, month, day, hour, minute, second] =
    /_(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)_[0-9a-f]{8}$/.exec(jobId) ?? []
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? null : time
}

function ageWords(hours: number): string {
  const [figure, unit] = hours >= 24 && hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour']
  return `${figure} ${unit}${figure === 1 ? '' : 's'}`
}
