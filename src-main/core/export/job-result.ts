import type { Page } from '../../../src-shared/contract/page.ts'
import type { ProblemCode } from '../../../src-shared/contract/problem.ts'

/** A page that was read, or the gap that it leaves. */
export type PageOrGap =
  | { readonly kind: 'page'; readonly page: Page }
  | {
      readonly kind: 'gap'
      readonly number: number
      readonly documentNumber: number
      readonly pageInDocument: number
      readonly problem: ProblemCode
      readonly detail: string
    }

/** What stands above a file's pages. */
export interface DocumentTitle {
  readonly number: number
  readonly name: string
  /** Why there are no pages, where the file was refused. */
  readonly problem?: ProblemCode | undefined
}

/** A file of the job with its pages in order. */
export interface ResultDocument extends DocumentTitle {
  readonly pages: readonly PageOrGap[]
}

/** All that a job has brought to light. */
export interface JobResult {
  readonly name: string
  readonly documents: readonly ResultDocument[]
}

/** The same, a page at a time: ten thousand pages need not be in memory. */
export interface StreamedResult {
  readonly name: string
  readonly documents: readonly (DocumentTitle & {
    readonly pages: AsyncIterable<PageOrGap> | Iterable<PageOrGap>
  })[]
}
