import type { Line, Region, Rotation } from '../../../../../src-shared/contract/page.ts'
import type { OpenPage, TextLayer } from '../../../ports/document-reader.ts'
import { shareWithin } from '../box-shares.ts'
import { findLayerFigures, type LayerFigure } from '../figures/find-layer-figures.ts'
import { findLayerFormulas } from '../figures/find-layer-formulas.ts'
import { insertPictures, type PictureText } from '../figures/insert-pictures.ts'
import { layOutWithFigures } from '../figures/lay-out-with-figures.ts'
import { isRunningText } from '../figures/part-figures.ts'
import type { PageLayout } from '../lay-out-page.ts'
import { scaleBox } from '../scale-regions.ts'
import { readLayerTables } from '../tables/read-layer-tables.ts'
import type { LineSigns } from './line-signs.ts'
import { turnBox } from './turn-glyphs.ts'

/** A picture whose labels belong to a figure lies in it so far. */
const WITHIN = 0.8
const POINTS_PER_INCH = 72

/** A page with a text layer. Lines and the text of pictures are pixels of the upright page. */
export interface LayerPage {
  readonly page: Pick<OpenPage, 'widthPt' | 'heightPt'>
  readonly layer: TextLayer
  readonly rotation: Rotation
  readonly dpi: number
  readonly lines: readonly Line[]
  /** What tells formulas, of the lines that have signs of them. */
  readonly signs?: ReadonlyMap<Line, LineSigns>
  /** What was read in the page's pictures. */
  readonly pictures: readonly PictureText[]
  readonly layout: Omit<PageLayout, 'pictures'>
}

/** What lies in a table by this share is part of it. */
const IN_TABLE = 0.5
/** A formula that lies in a figure or table by more is a part of it. */
const IN_FIGURE = 0.3

/** Regions of a page with a text layer: its text, its figures, and what is written in its pictures. */
export function layOutLayer(work: LayerPage): Region[] {
  const { lines, layout, pictures, signs = new Map() } = work
  const found = figuresOf(work)
  const sure = found.filter(figure => figure.isSure)
  const tables = tablesOf(work).filter(table =>
    sure.every(({ box }) => shareWithin(table.box, box) <= IN_TABLE),
  )
  const figures = found
    .map(figure => figure.box)
    .filter(box => tables.every(table => shareWithin(box, table.box) <= IN_TABLE))
  const formulas = findLayerFormulas(lines, signs).filter(({ box }) =>
    [...figures, ...tables.map(table => table.box)].every(other => shareWithin(box, other) <= IN_FIGURE),
  )
  const isLabelled = ({ box, lines: own }: PictureText) =>
    !isRunningText(own) && figures.some(figure => shareWithin(box, figure) > WITHIN)
  const labels = pictures.filter(isLabelled).flatMap(picture => picture.lines)
  const regions = layOutWithFigures([...lines, ...labels], {
    ...layout,
    ...{ boxes: [], tables },
    pictures: [
      ...figures.map(box => ({ category: 'figure' as const, box })),
      ...formulas.map(formula => ({ category: 'equation' as const, ...formula })),
    ],
  })
  const others = pictures.filter(picture => !isLabelled(picture))
  return others.length === 0 ? regions : insertPictures(regions, others, layout.heightPx)
}

/** The page's tables, in pixels. */
function tablesOf({ page, layer, rotation, dpi, lines }: LayerPage): Region[] {
  const { drawings = [] } = layer
  const plain = drawings.filter(({ isRich }) => !isRich)
  const boxes = plain.map(({ box }) => scaleBox(turnBox(box, rotation, page), dpi / POINTS_PER_INCH))
  return readLayerTables(lines, boxes)
}

/** The page's figures, in pixels. */
function figuresOf({ page, layer, rotation, dpi, lines }: LayerPage): LayerFigure[] {
  const { pictures = [], drawings = [] } = layer
  if (pictures.length === 0 && drawings.length === 0) return []
  const scale = dpi / POINTS_PER_INCH
  const isSideways = rotation % 180 !== 0
  const found = findLayerFigures({
    widthPt: isSideways ? page.heightPt : page.widthPt,
    heightPt: isSideways ? page.widthPt : page.heightPt,
    pictures: pictures.map(({ box }) => turnBox(box, rotation, page)),
    drawings: drawings.map(each => ({ ...each, box: turnBox(each.box, rotation, page) })),
    lines: lines.map(line => ({ ...line, box: scaleBox(line.box, 1 / scale) })),
  })
  return found.map(figure => ({ ...figure, box: scaleBox(figure.box, scale) }))
}
