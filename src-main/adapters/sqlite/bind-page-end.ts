import type { PageEnd } from '../../core/ports/page-queue.ts'

export interface BoundPageEnd {
  readonly state: string
  readonly problemCode: string | null
  readonly problemDetail: string | null
  readonly engine: string | null
  readonly confidence: number | null
  readonly wordCount: number | null
  readonly durationMs: number | null
}

/** What came of a page as parameters of a query; null for a page that waits. */
export function bindPageEnd(end: PageEnd | null): BoundPageEnd {
  const nothing = { engine: null, confidence: null, wordCount: null, durationMs: null }
  if (end === null) return { state: 'waiting', problemCode: null, problemDetail: null, ...nothing }
  if (end.kind === 'failed') {
    return { state: 'failed', problemCode: end.problem, problemDetail: end.detail, ...nothing }
  }
  const { kind, engine, confidence, wordCount, durationMs } = end
  return {
    state: kind,
    problemCode: null,
    problemDetail: null,
    engine,
    confidence,
    wordCount,
    durationMs: Math.round(durationMs),
  }
}
