import type { PageCatalogue } from '../../core/ports/page-catalogue.ts'
import { type PageRow, pageOfRow } from './page-row.ts'
import findPageSql from './queries/find-page.sql?raw'
import listPagesSql from './queries/list-pages.sql?raw'
import type { StoreContext } from './store-context.ts'

/** The pages in SQLite, for reading. */
export function sqlitePageCatalogue({ database }: StoreContext): PageCatalogue {
  const find = database.prepare<[{ jobId: string; number: number }], PageRow>(findPageSql)
  const list = database.prepare<[{ jobId: string }], PageRow>(listPagesSql)
  return {
    async list(jobId) {
      return list.all({ jobId }).map(pageOfRow)
    },
    async find(jobId, number) {
      const row = find.get({ jobId, number })
      return row && pageOfRow(row)
    },
  }
}
