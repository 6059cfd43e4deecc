import type { PageCatalogue } from '../../core/ports/page-catalogue.ts'
import { type PageRow, pageOfRow, readEngine } from './page-row.ts'
import countPagesByEngineSql from './queries/count-pages-by-engine.sql?raw'
import findPageSql from './queries/find-page.sql?raw'
import listPagesSql from './queries/list-pages.sql?raw'
import type { StoreContext } from './store-context.ts'

/** The pages in SQLite, for reading. */
export function sqlitePageCatalogue({ database }: StoreContext): PageCatalogue {
  const find = database.prepare<[{ jobId: string; number: number }], PageRow>(findPageSql)
  const list = database.prepare<[{ jobId: string }], PageRow>(listPagesSql)
  const count = database.prepare<[{ jobId: string }], { engine: string; page_count: number }>(
    countPagesByEngineSql,
  )
  return {
    async countByEngine(jobId) {
      return new Map(count.all({ jobId }).map(row => [readEngine(row.engine), row.page_count]))
    },
    async list(jobId) {
      return list.all({ jobId }).map(pageOfRow)
    },
    async find(jobId, number) {
      const row = find.get({ jobId, number })
      return row && pageOfRow(row)
    },
  }
}
