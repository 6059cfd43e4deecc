import Value from 'typebox/value'
import { type Job, JobId } from '../../../src-shared/contract/job.ts'
import type { UseCases } from '../../app/use-cases.ts'
import { ProblemError } from '../../core/problem-error.ts'

/** The job of whatever a client takes for an id. Throws job-not-found. */
export async function findDialectJob({ findJob }: UseCases, jobId: string): Promise<Job> {
  if (!Value.Check(JobId, jobId)) throw new ProblemError('job-not-found')
  return findJob(jobId)
}
