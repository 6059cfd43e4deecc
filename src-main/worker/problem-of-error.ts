import type { ProblemCode } from '../../src-shared/contract/problem.ts'
import { ProblemError } from '../core/problem-error.ts'

/** What a caller may know of an error: never its stack or a path. */
export function problemOfError(error: unknown): { readonly problem: ProblemCode; readonly detail: string } {
  if (error instanceof ProblemError) return { problem: error.code, detail: error.detail }
  if (error instanceof WebAssembly.RuntimeError)
    return { problem: 'page-unreadable', detail: 'the reader failed' }
  return { problem: 'internal', detail: error instanceof Error ? error.name : 'unknown' }
}
