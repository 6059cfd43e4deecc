import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import { findStored } from './find-stored.ts'
import type { UseCases } from './use-cases.ts'

/** Lets a delivery that was given up go out once more. */
export function retryDelivery(parts: Pick<AppParts, 'jobs' | 'deliveries'>): UseCases['retryDelivery'] {
  return async (jobId, id) => {
    await findStored(parts, jobId)
    const again = await parts.deliveries.sendAgain(jobId, id)
    if (again) return again
    const delivery = await parts.deliveries.find(jobId, id)
    if (!delivery) throw new ProblemError('callback-not-found', String(id))
    throw new ProblemError(
      'wrong-state',
      `The callback is ${delivery.state}; only one that was given up is sent again`,
    )
  }
}
