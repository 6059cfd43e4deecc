import type { Box, Line } from '../../../../../src-shared/contract/page.ts'
import type { PlacedDrawing } from '../../../ports/document-reader.ts'
import { areaOf, shareWithin } from '../box-shares.ts'
import { heightOf, unionOf, widthOf } from '../placed-line.ts'
import { groupNear } from './group-near.ts'

/** Smaller pictures are signs, bullets and logos. Points. */
const LEAST_SIDE = 40
const LEAST_AREA = 4000
/** What covers more of the page lies under its text, or is its frame. */
const BACKGROUND = 0.8
/** A flat surface so large, as a share of the page, is a background too; a rule so long parts the page. */
const LARGE_SURFACE = 0.3
const LONG_RULE = 0.6
const THIN = 3
/** Parts of one drawing, or tiles of one picture, lie this close together. Points. */
const NEAR = 6
/** Fewer curves and slanted lines than this make no drawing: frames have round corners. */
const LEAST_RICH = 3
const MANY_RICH = 10
/** Ticks and other signs in the cells of a table are smaller. Points. */
const LARGE_PART = 20
/** A picture that is this much of what lies around it needs no drawing to be a figure. */
const MAIN_PART = 0.3
/** Labels cover less of a drawing than lines do of a text, and have fewer words. */
const MOST_TEXT = 0.3
/** A picture with more text of the layer on it is a ground for that text. */
const MOST_TEXT_ON_PICTURE = 0.18
const RUNNING_WORDS = 5
const MOST_RUNNING = 0.5
const MOST_RUNNING_CHARACTERS = 200
const INSIDE = 0.6
/** A figure that lies so far in a larger one is a part of it. */
const WITHIN = 0.7
const MOST_FIGURES = 50
const MOST_FRAMES = 100
/** What covers this share of all that lies together with it may be a frame. */
const FRAME = 0.5
/** A part belongs to the frame that shows this share of it. */
const FRAMED = 0.4

/** What is not text on a page with a text layer. All boxes are points of the upright page. */
export interface DrawnPage {
  readonly widthPt: number
  readonly heightPt: number
  readonly pictures: readonly Box[]
  readonly drawings: readonly PlacedDrawing[]
  readonly lines: readonly Pick<Line, 'box' | 'text' | 'words'>[]
}

/** A figure, and whether it is surely none of the things that rulings make: a picture, or curves for the most part. */
export interface LayerFigure {
  readonly box: Box
  readonly isSure: boolean
}

/** What is put together: a picture by itself, or a part of a drawing. */
interface Part {
  readonly box: Box
  readonly isPicture: boolean
  readonly isRich: boolean
}

/** The figures of a page with a text layer: pictures and drawings of some size, parts that lie together as one. The largest first. */
export function findLayerFigures(page: DrawnPage): LayerFigure[] {
  const pageArea = page.widthPt * page.heightPt
  const parts: Part[] = [
    ...page.pictures.map(box => ({ box, isPicture: true, isRich: true })),
    ...page.drawings.filter(each => isInk(each, page)).map(each => ({ ...each, isPicture: false })),
  ]
  const small = parts.filter(({ box }) => areaOf(box) < BACKGROUND * pageArea)
  const figures = figuresOf(withinFrames(small), page).filter(
    ({ box }) => areaOf(box) < BACKGROUND * pageArea,
  )
  return outermost(figures.toSorted((a, b) => areaOf(b.box) - areaOf(a.box))).slice(0, MOST_FIGURES)
}

/** What lies together is a figure, or a frame around more than figures: then what lies in it is looked at without it. */
function figuresOf(parts: readonly Part[], page: DrawnPage): LayerFigure[] {
  return groupNear(parts, { near: NEAR, width: page.widthPt }).flatMap(group => {
    const box = unionOf(group.map(part => part.box))
    if (isFigure(group, box, page)) return [{ box, isSure: isSure(group, box) }]
    const inner = group.filter(part => areaOf(part.box) < FRAME * areaOf(box))
    const isFramed = inner.length < group.length && inner.length > 0 && areaOf(box) >= 2 * LEAST_AREA
    return isFramed ? figuresOf(inner, page) : []
  })
}

/** Not a flat surface under the text, and not a rule across the page. */
function isInk({ box, isRich }: PlacedDrawing, { widthPt, heightPt }: DrawnPage): boolean {
  if (isRich) return true
  const isRule = heightOf(box) < THIN && widthOf(box) > LONG_RULE * widthPt
  return !isRule && areaOf(box) < LARGE_SURFACE * widthPt * heightPt
}

/** Shadows and masks reach beyond the drawing that shows a part of them: they end where the larger part around them does. */
function withinFrames(parts: readonly Part[]): Part[] {
  const large = parts
    .filter(({ box }) => areaOf(box) >= LEAST_AREA)
    .toSorted((a, b) => areaOf(b.box) - areaOf(a.box))
  const frames: Part[] = []
  for (const part of large) {
    if (frames.length < MOST_FRAMES && frames.every(frame => shareWithin(part.box, frame.box) < INSIDE))
      frames.push(part)
  }
  return parts.map(part => {
    const frame = frames.find(each => each !== part && shareWithin(part.box, each.box) >= FRAMED)
    return frame ? { ...part, box: cutTo(part.box, frame.box) } : part
  })
}

const cutTo = (box: Box, frame: Box): Box => ({
  left: Math.max(box.left, frame.left),
  top: Math.max(box.top, frame.top),
  right: Math.min(box.right, frame.right),
  bottom: Math.min(box.bottom, frame.bottom),
})

function isFigure(group: readonly Part[], box: Box, { lines }: DrawnPage): boolean {
  if (Math.min(widthOf(box), heightOf(box)) < LEAST_SIDE || areaOf(box) < LEAST_AREA) return false
  const isPicture = hasMainPicture(group, box)
  if (!isPicture && group.filter(part => part.isRich).length < LEAST_RICH) return false
  const inside = lines.filter(line => shareWithin(line.box, box) > INSIDE)
  const count = (some: typeof inside) => some.reduce((sum, { text }) => sum + text.length, 0)
  const running = count(inside.filter(line => line.words.length >= RUNNING_WORDS))
  if (running > MOST_RUNNING_CHARACTERS && running > MOST_RUNNING * count(inside)) return false
  const most = isPicture ? MOST_TEXT_ON_PICTURE : MOST_TEXT
  return inside.reduce((sum, line) => sum + areaOf(line.box), 0) < most * areaOf(box)
}

const hasMainPicture = (group: readonly Part[], box: Box) =>
  group.some(part => part.isPicture && areaOf(part.box) >= MAIN_PART * areaOf(box))

function isSure(group: readonly Part[], box: Box): boolean {
  if (hasMainPicture(group, box)) return true
  const rich = group.filter(part => part.isRich)
  const large = rich.filter(part => Math.max(widthOf(part.box), heightOf(part.box)) >= LARGE_PART)
  if (rich.length >= MANY_RICH && 2 * rich.length >= group.length) return true
  return large.length >= MANY_RICH && 3 * large.length >= group.length
}

function outermost(largestFirst: readonly LayerFigure[]): LayerFigure[] {
  const kept: LayerFigure[] = []
  for (const figure of largestFirst)
    if (kept.every(other => shareWithin(figure.box, other.box) < WITHIN)) kept.push(figure)
  return kept
}
