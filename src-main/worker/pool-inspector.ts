import { isConvertedFirst } from '../../src-shared/contract/input-kinds.ts'
import type { Inspector } from '../core/ports/inspector.ts'
import { ProblemError } from '../core/problem-error.ts'
import type { CallBody, CallEnd } from './pool-call.ts'
import type { PoolOnDemand } from './pool-on-demand.ts'
import { problemOfCallEnd } from './problem-of-call-end.ts'
import type { WorkerPool } from './worker-pool.ts'

/** Long enough for a worker to start on a busy machine, and for files before this one. */
const LONGEST_WAIT_MS = 60_000
/** Somebody ended the worker in the middle: another will do it. */
const TRIES = 3

export interface InspectorLimits {
  readonly inspectTimeoutMs: number
  /** As much again for files that another program converts first. */
  readonly convertTimeoutMs: number
  readonly renderTimeoutMs: number
}

/** Where the inspector's work is done. */
export interface InspectorPools {
  readonly quick: WorkerPool
  /** For files that another program converts first, which takes seconds: others need not wait for them. */
  readonly converting: PoolOnDemand
}

interface Question {
  readonly body: CallBody
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** The inspector, over pools of one process each. */
export function poolInspector({ quick, converting }: InspectorPools, limits: InspectorLimits): Inspector {
  async function ask(pool: PoolOnDemand, { body, timeoutMs, signal }: Question): Promise<CallEnd> {
    const problem = quick.problem()
    if (problem) throw new ProblemError(problem.code, problem.detail)
    const patience = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_WAIT_MS + timeoutMs)])
    for (let tries = 1; ; tries += 1) {
      const end = await pool.call(body, timeoutMs, patience)
      signal.throwIfAborted()
      if (end.kind === 'killed' && tries < TRIES) continue
      if (end.kind === 'killed' || end.kind === 'withdrawn') throw new ProblemError('workers-unavailable')
      return end
    }
  }

  return {
    async inspect(file, signal) {
      const isConverted = isConvertedFirst(file.name)
      const end = await ask(isConverted ? converting : quick, {
        body: { kind: 'inspect', ...file },
        timeoutMs: limits.inspectTimeoutMs + (isConverted ? limits.convertTimeoutMs : 0),
        signal,
      })
      if (end.kind === 'reply' && end.reply.kind === 'inspected') return end.reply.inspection
      if (end.kind === 'reply' && end.reply.kind === 'refused') {
        return { kind: 'refused', problem: end.reply.problem, detail: end.reply.detail }
      }
      return { kind: 'refused', problem: 'damaged-file', detail: wordsOf(end) }
    },
    async render(source, drawing) {
      const { signal } = new AbortController()
      const body = { kind: 'render', source, ...drawing } as const
      const end = await ask(quick, { body, timeoutMs: limits.renderTimeoutMs, signal })
      if (end.kind === 'reply' && end.reply.kind === 'rendered') {
        const { widthPx, heightPx, mediaType } = end.reply
        return { widthPx, heightPx, mediaType }
      }
      if (end.kind === 'reply' && end.reply.kind === 'refused') {
        throw new ProblemError(end.reply.problem, end.reply.detail)
      }
      throw problemOfCallEnd(end)
    },
    async close() {
      await Promise.all([quick.close(), converting.close()])
    },
  }
}

function wordsOf(end: CallEnd): string {
  return end.kind === 'reply' ? '' : end.words
}
