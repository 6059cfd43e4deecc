import type { ProblemCode } from '../../src-shared/contract/problem.ts'

/** A failure that we know by name, with what is particular to this case. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly detail: string

  constructor(code: ProblemCode, detail = '', options?: ErrorOptions) {
    super(detail === '' ? code : `${code}: ${detail}`, options)
    this.name = 'ProblemError'
    this.code = code
    this.detail = detail
  }
}
