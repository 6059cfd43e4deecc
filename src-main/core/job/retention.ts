import type { JobId } from '../../../src-shared/contract/job.ts'
import type { ShelvedJob } from '../ports/job-census.ts'

export interface RetentionLimits {
  readonly maxAgeMs: number
  readonly maxCount: number
  readonly maxBytes: number
}

/**
 * Which jobs at rest have to go: those over age, then the oldest finished ones over the count, then the least recently
 * read ones over the size. Unfinished jobs take room (`unfinishedBytes`), but never go.
 */
export function jobsToPurge(
  shelved: readonly ShelvedJob[],
  unfinishedBytes: number,
  limits: RetentionLimits & { readonly now: number },
): JobId[] {
  const young = shelved.filter(job => limits.now - job.finishedAt <= limits.maxAgeMs)
  const byAge = [...young].sort((a, b) => b.finishedAt - a.finishedAt)
  const counted = byAge.slice(0, limits.maxCount)
  const kept = new Set(keptBySize(counted, limits.maxBytes - unfinishedBytes).map(job => job.id))
  return shelved.filter(job => !kept.has(job.id)).map(job => job.id)
}

function keptBySize(jobs: readonly ShelvedJob[], maxBytes: number): ShelvedJob[] {
  const kept = [...jobs].sort((a, b) => b.readAt - a.readAt)
  let total = kept.reduce((sum, job) => sum + job.sizeBytes, 0)
  while (total > maxBytes) {
    const leastRead = kept.pop()
    if (!leastRead) break
    total -= leastRead.sizeBytes
  }
  return kept
}

/** How long it is remembered that a job was there: who comes later is told that there is no such job. */
export const EXPIRED_KEPT_MS = 90 * 86_400_000
