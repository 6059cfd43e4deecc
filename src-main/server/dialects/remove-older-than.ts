import type { Job, JobId, JobState } from '../../../src-shared/contract/job.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import type { UseCases } from '../../app/use-cases.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { FastApiRefusal } from './fastapi-errors.ts'

const UNIT_MS = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
])

/** An age as typed: `7d`, `24h`, `30m`, `90s`. A number alone is days, the reading that deletes the least. */
export function ageMs(text: string): number {
  const [, figure = '', unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)([smhd]?)$/.exec(text.trim()) ?? []
  const unitMs = UNIT_MS.get(unit === '' ? 'd' : unit)
  if (figure !== '' && unitMs !== undefined) return Number(figure) * unitMs
  throw new FastApiRefusal([
    {
      type: 'value_error',
      loc: ['query', 'older_than'],
      msg: 'Input should be an age like 7d, 24h, 30m or 90s',
      input: text,
    },
  ])
}

/** Deletes the jobs that came to rest before an instant, and tells how many. Unfinished jobs stay, however old. */
export async function removeOlderThan(useCases: UseCases, before: number): Promise<number> {
  let deleted = 0
  for (const jobId of await restedBefore(useCases, before))
    try {
      // A job that is read again since is no longer a finished one.
      if (!isOutdated(await useCases.findJob(jobId), before)) continue
      await useCases.deleteJob(jobId)
      deleted += 1
    } catch (error) {
      if (!(error instanceof ProblemError && error.code === 'job-not-found')) throw error
    }
  return deleted
}

const RESTING = ['completed', 'failed', 'cancelled'] as const satisfies readonly JobState[]

async function restedBefore({ listJobs }: UseCases, before: number): Promise<JobId[]> {
  const found: JobId[] = []
  for (const state of RESTING) {
    let cursor: string | null = ''
    while (cursor !== null) {
      const { jobs, nextCursor }: Awaited<ReturnType<UseCases['listJobs']>> = await listJobs({
        state,
        limit: 1000,
        ...(cursor === '' ? {} : { cursor }),
      })
      found.push(...jobs.filter(job => isOutdated(job, before)).map(({ id }) => id))
      cursor = nextCursor
    }
  }
  return found
}

const isOutdated = ({ state, finishedAt, createdAt }: Job, before: number): boolean =>
  isAtRest(state) && (finishedAt ?? createdAt) < before
