import type { Line, Region } from '../../../../src-shared/contract/page.ts'
import type { LayoutBox } from '../../ports/layout-model.ts'
import { layOutPage, type PageLayout } from './lay-out-page.ts'
import { nameByLayout } from './name-by-layout.ts'
import { type PictureBox, partFigures } from './part-figures.ts'

/** A page of which more is known than its lines. */
export interface PictureLayout extends Omit<PageLayout, 'pictures'> {
  readonly pictures: readonly PictureBox[]
  /** What the layout model sees; empty where it was not asked. */
  readonly boxes: readonly LayoutBox[]
}

/** Lays out a page with its pictures: their words leave the text, their captions stand beside them. */
export function layOutWithFigures(lines: readonly Line[], page: PictureLayout): Region[] {
  const { figures, rest } = partFigures(lines, page.pictures)
  const regions = layOutPage(rest, { ...page, pictures: figures })
  return nameByLayout(regions, page.boxes, page.heightPx)
}
