import type { Box, Line } from '../../../../../src-shared/contract/page.ts'
import type { LayoutBox } from '../../../ports/layout-model.ts'
import { areaOf, overlapOf, shareWithin } from '../box-shares.ts'
import { unionOf } from '../placed-line.ts'
import { type InkArea, type InkOnPage, isPhoto } from './find-ink-areas.ts'
import { isRunningLine, RUNNING_WORDS } from './is-running-line.ts'

/** What is known of a page whose figures are looked for. */
export interface FigurePage {
  readonly widthPx: number
  readonly heightPx: number
  readonly lines: readonly Line[]
  readonly ink: InkOnPage
  /** What the layout model sees; empty where it was not asked. */
  readonly boxes: readonly LayoutBox[]
}

/** The model is believed from here; below, the ink must say the same. */
const SURE = 0.85
/** A picture has this share of ink outside its lines, in the eyes of a model that is sure or not. */
const LEAST_INK = 0.05
const LEAST_INK_UNSURE = 0.08
/** Labels of a drawing cover less of it than the lines of a text do. */
const MOST_TEXT = 0.3
const MOST_TEXT_UNSURE = 0.3
const FEW_CHARACTERS = 200
const MOST_TEXT_OF_FEW = 0.45
const MOST_RUNNING = 0.5
/** Nearly the whole page: a sheet with something on it rather than a figure, unless there are labels at most. */
const PAGE_SIZE = 0.8
const PAGE_SIZE_UNSURE = 0.6
const CHARACTERS_ON_PICTURE = 100
const CHARACTERS_ON_DRAWING = 600
const RUNNING_ON_DRAWING = 0.1
/** A picture by its ink alone: a photo of some size, with hardly any text in it. */
const PHOTO_AREA = 0.01
const PHOTO_TEXT = 0.12
const STRIP = 8
/** A drawing by its ink, if the model is sure of a larger figure around it. */
const DRAWING_FILL = 0.1
const DRAWING_AREA = 0.1
/** An area of ink belongs to a figure that holds this share of it. */
const OWN_INK = 0.6
const SAME = 0.7
const MOST_FIGURES = 50

/** The boxes of a page's figures, from what the layout model sees and the ink outside lines; the largest first. */
export function findFigures(page: FigurePage): Box[] {
  const seen = page.boxes.filter(box => box.category === 'figure')
  const believed = seen.filter(box => isBelievable(box, page)).map(({ box }) => grown(box, page))
  const byInk = page.ink.areas
    .filter(
      area => believed.every(box => shareWithin(area.box, box) < OWN_INK) && isPicture(area, seen, page),
    )
    .map(area => area.box)
  return merged([...believed, ...byInk]).slice(0, MOST_FIGURES)
}

function isBelievable({ box, score }: LayoutBox, page: FigurePage): boolean {
  const { text, characters, running } = textIn(box, page.lines)
  const size = areaOf(box) / (page.widthPx * page.heightPx)
  const isSure = score >= SURE
  if (page.ink.share(box) < (isSure ? LEAST_INK : LEAST_INK_UNSURE)) return false
  if (size > (isSure ? PAGE_SIZE : PAGE_SIZE_UNSURE)) {
    const isDrawing = running < RUNNING_ON_DRAWING && text < MOST_TEXT
    return isSure && characters < (isDrawing ? CHARACTERS_ON_DRAWING : CHARACTERS_ON_PICTURE)
  }
  if (running > MOST_RUNNING && characters >= RUNNING_WORDS ** 2) return false
  if (isTable(box, page)) return false
  if (!isSure) return text < MOST_TEXT_UNSURE
  return text < (characters < FEW_CHARACTERS ? MOST_TEXT_OF_FEW : MOST_TEXT)
}

/** Whether the model sees a table in the same place, and surer. */
function isTable(box: Box, { boxes }: FigurePage): boolean {
  return boxes.some(
    other => other.category === 'table' && other.score >= SURE && overlapOf(other.box, box) > 0.5,
  )
}

function isPicture(area: InkArea, seen: readonly LayoutBox[], page: FigurePage): boolean {
  const { box, fill } = area
  const size = areaOf(box) / (page.widthPx * page.heightPx)
  const sides = [box.right - box.left, box.bottom - box.top]
  if (size < PHOTO_AREA || Math.max(...sides) > STRIP * Math.min(...sides)) return false
  const { text, characters } = textIn(box, page.lines)
  if (text > PHOTO_TEXT || (size > PAGE_SIZE && characters > CHARACTERS_ON_PICTURE)) return false
  const isKnown = page.boxes.some(
    other => other.category !== 'figure' && other.score >= SURE && shareWithin(box, other.box) > 0.5,
  )
  if (isKnown) return false
  if (isPhoto(area)) return true
  if (fill < DRAWING_FILL || size < DRAWING_AREA) return false
  return seen.some(
    other =>
      other.score >= SURE &&
      shareWithin(box, other.box) > 0.9 &&
      textIn(other.box, page.lines).running <= MOST_RUNNING,
  )
}

/** How much of the box its lines cover, how many characters they have, and how many of these stand in long lines. */
function textIn(box: Box, lines: readonly Line[]) {
  const inside = lines.filter(line => shareWithin(line.box, box) > OWN_INK)
  const count = (some: readonly Line[]) => some.reduce((sum, { text }) => sum + text.length, 0)
  const characters = count(inside)
  const long = count(inside.filter(isRunningLine))
  return {
    text: inside.reduce((sum, line) => sum + areaOf(line.box), 0) / Math.max(1, areaOf(box)),
    characters,
    running: characters === 0 ? 0 : long / characters,
  }
}

/** The model draws its boxes a little narrow: ink that hangs together with a figure's belongs to it. */
function grown(box: Box, { ink }: FigurePage): Box {
  const own = ink.areas.filter(area => shareWithin(area.box, box) > OWN_INK)
  return unionOf([box, ...own.map(area => area.box)])
}

function merged(boxes: readonly Box[]): Box[] {
  const kept: Box[] = []
  for (const box of boxes.toSorted((a, b) => areaOf(b) - areaOf(a))) {
    const same = kept.findIndex(other => shareWithin(box, other) > SAME)
    const other = kept[same]
    if (other) kept[same] = unionOf([other, box])
    else kept.push(box)
  }
  return kept
}
