import type { Line, Region } from '../../../../../src-shared/contract/page.ts'
import type { LayoutBox } from '../../../ports/layout-model.ts'
import { layOutPage, type PageLayout } from '../lay-out-page.ts'
import { nameByLayout } from './name-by-layout.ts'
import { type PictureBox, partFigures } from './part-figures.ts'

/** A page of which more is known than its lines. */
export interface PictureLayout extends Omit<PageLayout, 'pictures'> {
  readonly pictures: readonly PictureBox[]
  /** With their lines, which leave the text too. */
  readonly tables?: readonly Region[]
  /** What the layout model sees; empty where it was not asked. */
  readonly boxes: readonly LayoutBox[]
}

/** Lays out a page with its pictures: their words leave the text, their captions stand beside them. */
export function layOutWithFigures(lines: readonly Line[], page: PictureLayout): Region[] {
  const { tables = [] } = page
  const inTables = new Set(tables.flatMap(table => table.lines))
  const text = lines.filter(line => !inTables.has(line))
  const { figures, rest } = partFigures(text, page.pictures, page.heightPx)
  const regions = layOutPage(rest, { ...page, pictures: [...figures, ...tables] })
  return nameByLayout(regions, page.boxes, page.heightPx)
}
