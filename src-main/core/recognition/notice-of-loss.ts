import { PROBLEMS } from '../../../src-shared/contract/problem.ts'
import { ProblemError } from '../problem-error.ts'

/**
 * What a page says that was read without a model whose file is missing or altered: what it went without, the file, what to do. Nothing
 * where the error is another one.
 */
export function noticeOfLoss(without: string, error: unknown): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  if (error.code !== 'model-missing' && error.code !== 'model-altered') return undefined
  return `${without} (${error.detail}). ${PROBLEMS[error.code].words}`
}
