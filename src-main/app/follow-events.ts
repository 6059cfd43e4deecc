import type { AppParts } from './app-parts.ts'
import type { UseCases } from './use-cases.ts'

/** Events from the past that are still kept, then live ones. A slow reader misses none: it reads at its own pace. */
export function followEvents({ events }: Pick<AppParts, 'events'>): UseCases['followEvents'] {
  return async function* (afterSeq, jobId, signal) {
    let seq = afterSeq ?? (await events.lastSeq())
    while (!signal.aborted) {
      const batch = await events.after(seq, jobId)
      if (!batch) {
        seq = await events.lastSeq()
        yield { reset: seq }
        continue
      }
      seq = batch.seq
      yield* batch.events
      if (batch.events.length === 0) await events.grown(seq, signal)
    }
  }
}
