import type { Page } from '../../../src-shared/contract/page.ts'
import { PROBLEMS } from '../../../src-shared/contract/problem.ts'
import type { PageOrGap } from './job-result.ts'

/** A page in the JSON export: what the contract says, plus its state. */
export type ExportedPage =
  | ({ readonly state: 'recognised' } & Page)
  | {
      readonly state: 'failed'
      readonly number: number
      readonly documentNumber: number
      readonly pageInDocument: number
      readonly problem: { readonly code: string; readonly title: string; readonly detail: string }
    }

/** A page, or the gap it leaves, as it stands in the JSON export. */
export function pageToJson(page: PageOrGap): ExportedPage {
  if (page.kind === 'page') return { state: 'recognised', ...page.page }
  const { number, documentNumber, pageInDocument, problem, detail } = page
  const named = { code: problem, title: PROBLEMS[problem].words, detail }
  return { state: 'failed', number, documentNumber, pageInDocument, problem: named }
}
