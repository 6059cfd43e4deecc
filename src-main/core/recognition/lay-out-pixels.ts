import type { RecognitionMode } from '../../../src-shared/contract/engine.ts'
import type { Region } from '../../../src-shared/contract/page.ts'
import type { GreyImage, OutlineEntry } from '../ports/document-reader.ts'
import type { LayoutModel } from '../ports/layout-model.ts'
import type { ReadLinesResult } from '../ports/text-engine.ts'
import { findFigures } from './stages/find-figures.ts'
import { findFormulas } from './stages/find-formulas.ts'
import { findInkAreas } from './stages/find-ink-areas.ts'
import { layOutWithFigures } from './stages/lay-out-with-figures.ts'
import { wantsLayout } from './stages/wants-layout.ts'
import { turnImage } from './turn-image.ts'

export interface PixelPage {
  /** As it was drawn, not yet turned upright. */
  readonly image: GreyImage
  readonly read: ReadLinesResult
  readonly mode: RecognitionMode
  readonly outline: readonly OutlineEntry[]
  readonly layout?: LayoutModel
}

/** Regions of a page that was read from its pixels. The layout model is asked only where it may tell more than the lines. */
export async function layOutPixels({ image, read, mode, outline, layout }: PixelPage): Promise<Region[]> {
  const upright = turnImage(image, read.rotation)
  const { widthPx, heightPx } = upright
  const { lines, skewDegrees } = read
  const ink = findInkAreas(upright, lines)
  const isWanted = layout && wantsLayout(lines, ink, { mode, size: upright })
  const boxes = isWanted ? await layout.findBoxes(upright) : []
  const page = { widthPx, heightPx, lines, ink, boxes }
  const figures = findFigures(page)
  const formulas = findFormulas(page, figures)
  return layOutWithFigures(lines, {
    ...{ heightPx, skewDegrees, outline, boxes },
    pictures: [
      ...figures.map(box => ({ category: 'figure' as const, box })),
      ...formulas.map(box => ({ category: 'equation' as const, box })),
    ],
  })
}
