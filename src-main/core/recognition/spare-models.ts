import type { LayoutModel } from '../ports/layout-model.ts'
import type { TableModel } from '../ports/table-model.ts'
import { noticeOfLoss } from './notice-of-loss.ts'

/** The models that a page can do without. */
export interface PageModels {
  readonly layout?: LayoutModel
  readonly tableModel?: TableModel
}

/** The same models, for one page. */
export interface SpareModels extends PageModels {
  /** Which of them were wanted and could not be used, with what to do about it. */
  notices(): readonly string[]
}

/** Makes models answer nothing where their file is missing or altered: the page is read without them then, and says so. */
export function spareModels({ layout, tableModel }: PageModels): SpareModels {
  const notices: string[] = []
  const spare = <Answer>(without: string, nothing: Answer) => {
    let isLost = false
    return async (ask: () => Promise<Answer>): Promise<Answer> => {
      if (isLost) return nothing
      try {
        return await ask()
      } catch (error) {
        const notice = noticeOfLoss(without, error)
        if (notice === undefined) throw error
        isLost = true
        notices.push(notice)
        return nothing
      }
    }
  }
  const spareLayout = spare<Awaited<ReturnType<LayoutModel['findBoxes']>>>(
    'This page was laid out without the layout model',
    [],
  )
  const spareTables = spare<Awaited<ReturnType<TableModel['readGrid']>>>(
    'A table of this page was read without the table model',
    undefined,
  )
  return {
    ...(layout ? { layout: { findBoxes: image => spareLayout(() => layout.findBoxes(image)) } } : {}),
    ...(tableModel
      ? { tableModel: { readGrid: image => spareTables(() => tableModel.readGrid(image)) } }
      : {}),
    notices: () => notices,
  }
}
