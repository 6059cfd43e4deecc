import { ProblemError } from '../../../core/problem-error.ts'

/** What went wrong in a ZIP file, as a problem. Failures of the disk stay what they are. */
export function damageOf(error: unknown): unknown {
  if (error instanceof ProblemError || !(error instanceof Error)) return error
  if ('syscall' in error) return error
  return new ProblemError('damaged-file', error.message, { cause: error })
}
