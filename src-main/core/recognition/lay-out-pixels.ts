import type { RecognitionMode } from '../../../src-shared/contract/engine.ts'
import type { Box, Region } from '../../../src-shared/contract/page.ts'
import type { GreyImage, OutlineEntry } from '../ports/document-reader.ts'
import type { LayoutModel } from '../ports/layout-model.ts'
import type { TableModel } from '../ports/table-model.ts'
import type { ReadLinesResult } from '../ports/text-engine.ts'
import { darkWords } from './images/dark-words.ts'
import { turnImage } from './images/turn-image.ts'
import { shareWithin } from './stages/box-shares.ts'
import { findFigures } from './stages/figures/find-figures.ts'
import { findFormulas } from './stages/figures/find-formulas.ts'
import { findInkAreas } from './stages/figures/find-ink-areas.ts'
import { layOutWithFigures } from './stages/figures/lay-out-with-figures.ts'
import { wantsLayout } from './stages/figures/wants-layout.ts'
import { findCheckBoxes } from './stages/find-check-boxes.ts'
import { readTables } from './stages/tables/read-tables.ts'
import { layOutDownwards, partDownwards, withVertical } from './stages/text-layer/lay-out-vertical.ts'

/** What lies in a table by this share is part of it: its rulings look like a drawing. */
const IN_TABLE = 0.5

export interface PixelPage {
  /** As it was drawn, not yet turned upright. */
  readonly image: GreyImage
  /** The grey that most of it has. */
  readonly ground: number
  readonly read: ReadLinesResult
  readonly mode: RecognitionMode
  readonly outline: readonly OutlineEntry[]
  readonly layout?: LayoutModel
  readonly tableModel?: TableModel
}

/** Regions of a page that was read from its pixels. The layout model is asked only where it may tell more than the lines. */
export async function layOutPixels({
  image,
  ground,
  read,
  mode,
  outline,
  layout,
  tableModel,
}: PixelPage): Promise<Region[]> {
  const upright = turnImage(image, read.rotation)
  const { widthPx, heightPx } = upright
  const { skewDegrees } = read
  const lines = findCheckBoxes(upright, read.lines, ground)
  const { down, level } = partDownwards(lines)
  const dark = darkWords(upright)
  const ink = findInkAreas(upright, lines, { dark, ground })
  const isWanted = layout && wantsLayout(lines, ink, { mode, size: upright })
  const boxes = isWanted ? await layout.findBoxes(upright) : []
  const { tables, rules } = await readTables({
    ...{ image: upright, dark, lines: level, skewDegrees, boxes },
    ...(tableModel ? { model: tableModel } : {}),
  })
  const isOutside = (box: Box) => tables.every(table => shareWithin(box, table.box) <= IN_TABLE)
  const page = { widthPx, heightPx, lines, ink, boxes }
  const figures = findFigures(page)
  const formulas = findFormulas(page, figures)
  const regions = layOutWithFigures(level, {
    ...{ heightPx, skewDegrees, outline, boxes, tables, rules },
    pictures: [
      ...figures.filter(isOutside).map(box => ({ category: 'figure' as const, box })),
      ...formulas.filter(isOutside).map(box => ({ category: 'equation' as const, box })),
    ],
  })
  return down.length === 0 ? regions : withVertical(regions, layOutDownwards(down, upright))
}
