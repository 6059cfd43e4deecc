import type { Line, Region } from '../../../../src-shared/contract/page.ts'
import type { LayoutBox } from '../../ports/layout-model.ts'
import { layOutPage, type PageLayout } from './lay-out-page.ts'
import { nameByLayout } from './name-by-layout.ts'
import { type PictureBox, partFigures } from './part-figures.ts'
import { placeFigures } from './place-figures.ts'

/** A page of which more is known than its lines. */
export interface PictureLayout extends PageLayout {
  readonly pictures: readonly PictureBox[]
  /** What the layout model sees; empty where it was not asked. */
  readonly boxes: readonly LayoutBox[]
}

/** Lays out a page with its pictures: their words leave the text, their captions stand beside them. */
export function layOutWithFigures(lines: readonly Line[], page: PictureLayout): Region[] {
  const { pictures, boxes, ...layout } = page
  const { figures, rest } = partFigures(lines, pictures)
  const regions = layOutPage(rest, layout)
  return placeFigures(nameByLayout(regions, boxes, { heightPx: layout.heightPx, pictures: figures }), figures)
}
