import type { Box } from '../../../../../src-shared/contract/page.ts'
import type { GreyImage } from '../../../ports/document-reader.ts'
import { heightOf, median, middleY, unionOf, widthOf } from '../placed-line.ts'
import type { FilledGrid } from './fill-grid.ts'
import { boxOfView, cutStraight, type Straightening, straightBox } from './straight-view.ts'
import type { TableWord } from './table-words.ts'

/** Looking into more empty cells is not worth the time. */
const MOST_CELLS = 300
/** One of so many pixels tells the ground. */
const SAMPLE = 7
/** Lengths are in line heights. Dashes by their length: shorter ones are hyphens, longer ones long dashes. */
const HYPHEN = 0.42
const DASH = 0.8
const SHORTEST = 0.18
const LONGEST = 1.3
const THICKEST = 0.22
/** A dash is so much longer than thick, and this share of its box is ink. */
const LEAST_LONG = 1.8
const LEAST_INK = 0.7
const LEAST_THICK_PX = 2
/** It stands so far within its row; rows with more lines than this are too high to look at. */
const WITHIN = 0.32
const HIGHEST = 8
/** Ink over more of a cell's height is a ruling. */
const RULING = 0.8
/** Ink is darker than this share of the ground. */
const DARK = 0.68
/** Its shape leaves little doubt. */
const CONFIDENCE = 0.8

/** A scanned page with a table. */
export interface DashPage {
  readonly image: GreyImage
  readonly straight: Straightening
  /** The height of a line. */
  readonly unit: number
}

/** The grid with the dashes of cells in which nothing was read: detectors don't see a dash that stands alone. */
export function withDashes(filled: FilledGrid, page: DashPage): FilledGrid {
  const { grid, words } = filled
  const rows = tracksOf(filled, cell => [cell.row, cell.rowSpan])
  const columns = tracksOf(filled, cell => [cell.column, cell.columnSpan])
  const places = grid.cells.flatMap((cell, index) => {
    const row = rows.get(cell.row)
    const column = columns.get(cell.column)
    const isEmpty = words[index]?.length === 0 && cell.rowSpan * cell.columnSpan === 1
    if (!isEmpty || !row || !column) return []
    const left = columns.get(cell.column - 1)?.right ?? column.left - page.unit
    const right = columns.get(cell.column + 1)?.left ?? column.right + page.unit
    return [{ index, box: { left, right, top: row.top, bottom: row.bottom } }]
  })
  const dashes = new Map(
    places.slice(0, MOST_CELLS).flatMap(({ index, box }) => {
      const dash = dashIn(box, page)
      return dash ? [[index, dash] as const] : []
    }),
  )
  return { ...filled, words: words.map((own, index) => [...own, ...(dashes.get(index) ?? [])]) }
}

/** Where the words of each row or column stand, without those of cells that span several. */
function tracksOf(
  { grid, words }: FilledGrid,
  placeOf: (cell: FilledGrid['grid']['cells'][number]) => readonly [at: number, span: number],
): Map<number, Box> {
  const boxes = new Map<number, Box[]>()
  for (const [index, cell] of grid.cells.entries()) {
    const [at, span] = placeOf(cell)
    const own = words[index] ?? []
    if (span > 1 || own.length === 0) continue
    boxes.set(at, [...(boxes.get(at) ?? []), unionOf(own.map(({ box }) => box))])
  }
  return new Map([...boxes].map(([at, own]) => [at, unionOf(own)]))
}

/** The only ink of a place as a word, if it is a dash. */
function dashIn(place: Box, { image, straight, unit }: DashPage): readonly TableWord[] | undefined {
  if (widthOf(place) < SHORTEST * unit || heightOf(place) > HIGHEST * unit) return undefined
  const view = cutStraight(image, place, straight)
  const strokes = strokesOf(view).filter(stroke => heightOf(stroke.box) < RULING * view.heightPx)
  const [stroke] = strokes
  if (strokes.length !== 1 || !stroke || !isDash(stroke, view.heightPx, unit)) return undefined
  const length = widthOf(stroke.box) / unit
  const text = length < HYPHEN ? '-' : length < DASH ? '–' : '—'
  const box = boxOfView(stroke.box, place)
  const onPage = straightBox(box, { cos: straight.cos, sin: -straight.sin })
  const word = { text, box: onPage, confidence: CONFIDENCE }
  return [{ word, line: { ...word, words: [word] }, box }]
}

/** Ink that hangs together from left to right, in pixels of the view. */
interface Stroke {
  readonly box: Box
  readonly ink: number
}

function strokesOf({ widthPx, heightPx, pixels }: GreyImage): Stroke[] {
  const darkest = DARK * median([...pixels.filter((_, at) => at % SAMPLE === 0)])
  const strokes: { box: Box; ink: number }[] = []
  for (let x = 0; x < widthPx; x++) {
    const own = { left: x, right: x + 1, top: heightPx, bottom: 0 }
    let ink = 0
    for (let y = 0; y < heightPx; y++) {
      if ((pixels[y * widthPx + x] ?? 255) >= darkest) continue
      own.top = Math.min(own.top, y)
      own.bottom = y + 1
      ink++
    }
    if (ink === 0) continue
    const last = strokes.at(-1)
    if (last && last.box.right === x) {
      last.box = unionOf([last.box, own])
      last.ink += ink
    } else strokes.push({ box: own, ink })
  }
  return strokes
}

function isDash({ box, ink }: Stroke, heightPx: number, unit: number): boolean {
  const [length, thickness] = [widthOf(box), heightOf(box)]
  const middle = middleY(box)
  return (
    length > SHORTEST * unit &&
    length < LONGEST * unit &&
    thickness >= LEAST_THICK_PX &&
    thickness < THICKEST * unit &&
    length > LEAST_LONG * thickness &&
    ink > LEAST_INK * length * thickness &&
    middle > WITHIN * unit &&
    middle < heightPx - WITHIN * unit
  )
}
