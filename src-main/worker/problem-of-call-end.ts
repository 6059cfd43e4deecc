import { ProblemError } from '../core/problem-error.ts'
import type { CallEnd } from './pool-call.ts'

const PROBLEM_OF_END = {
  reply: 'page-unreadable',
  timeout: 'page-timeout',
  memory: 'page-memory',
  garbage: 'engine-garbage',
  crashed: 'page-crashed',
  killed: 'workers-unavailable',
  withdrawn: 'workers-unavailable',
} as const satisfies Record<CallEnd['kind'], string>

/** What a caller is told of a call that did not end as it should. */
export const problemOfCallEnd = (end: CallEnd): ProblemError =>
  new ProblemError(PROBLEM_OF_END[end.kind], end.kind === 'reply' ? '' : end.words)
