import type { Box, Line, Region } from '../../../../../src-shared/contract/page.ts'
import { sharedArea } from '../box-shares.ts'
import { fillGrid, hasUnruledColumns, tableRegion } from './fill-grid.ts'
import { joinStrokes, type Ruling, type Rulings } from './find-rulings.ts'
import { findTableAreas, rulingsIn, unitOf, wordsIn } from './find-table-areas.ts'
import { holdsTable } from './holds-table.ts'
import { readBare } from './read-bare.ts'
import { closedBox, isWholeGrid, ruledGrid } from './ruled-grid.ts'
import { straightening } from './straight-view.ts'
import { type TableWord, wordsOfLine } from './table-words.ts'
import { textGrid } from './text-grid.ts'

/** Thinner drawings are rulings, in line heights. */
const MOST_THICKNESS = 0.35
const LEAST_LENGTH = 0.8
/** Above the head, under it, and under the table. */
const WHOLE_RULINGS = 3
const WHOLE_WIDTH = 0.9
/** Pages with more drawings are maps and plans. */
const MOST_DRAWINGS = 5000

/** The tables of a page with a text layer: those between its drawn rules, and those without any. */
export function readLayerTables(lines: readonly Line[], drawings: readonly Box[]): Region[] {
  const straight = straightening(0)
  const words = lines.flatMap(line => wordsOfLine(line, straight))
  const unit = unitOf(words)
  const taken = new Set<Line>()
  const ruled = readRuled({ words, unit, taken }, drawings)
  return [
    ...ruled,
    ...readBare(
      words.filter(({ line }) => !taken.has(line)),
      unit,
    ),
  ]
}

interface LayerWords {
  readonly words: readonly TableWord[]
  readonly unit: number
  /** Lines that stand in a table. */
  readonly taken: Set<Line>
}

function readRuled({ words, unit, taken }: LayerWords, drawings: readonly Box[]): Region[] {
  if (drawings.length > MOST_DRAWINGS) return []
  const rulings = rulingsOf(drawings, unit)
  if (rulings.level.length < 2) return []
  const found: Box[] = []
  return findTableAreas({ words, rulings, boxes: [], unit }).flatMap(area => {
    if (found.some(other => sharedArea(area, other) > 0)) return []
    const inside = wordsIn(area, { words, unit })
    const own = new Set(inside.map(({ line }) => line).filter(line => !taken.has(line)))
    const within = words.filter(({ line }) => own.has(line))
    const near = rulingsIn(rulings, area, unit)
    const ruled = ruledGrid(near, closedBox(area, near.upright, within), unit)
    const closed = ruled && isWholeGrid(ruled, within) ? fillGrid(ruled, within, unit) : undefined
    const isColumned = closed && holdsTable(closed) && hasUnruledColumns(closed, unit)
    const isOpen = isColumned || (!closed && isHeaded(near, area))
    const filled = isOpen ? textGrid(within, { rulings: near, unit }) : closed
    const region = filled && holdsTable(filled) ? tableRegion(filled, [...own]) : undefined
    if (!region) return []
    found.push(area)
    for (const line of own) taken.add(line)
    return [region]
  })
}

/** Whether rulings over the whole width part a head from the rest: then they hold the whole table. */
function isHeaded({ level }: Rulings, area: Box): boolean {
  const width = area.right - area.left
  const whole = level.filter(({ from, to }) => to - from > WHOLE_WIDTH * width)
  return whole.length === WHOLE_RULINGS
}

/** Thin drawings are rulings; larger ones are as often the colour behind a row as a frame. */
function rulingsOf(drawings: readonly Box[], unit: number): Rulings {
  const level: Ruling[] = []
  const upright: Ruling[] = []
  const thin = MOST_THICKNESS * unit
  for (const { left, top, right, bottom } of drawings) {
    const [width, height] = [right - left, bottom - top]
    if (Math.max(width, height) < LEAST_LENGTH * unit) continue
    if (height < thin) level.push({ at: (top + bottom) / 2, from: left, to: right })
    else if (width < thin) upright.push({ at: (left + right) / 2, from: top, to: bottom })
  }
  return { level: joinStrokes(level, unit), upright: joinStrokes(upright, unit) }
}
