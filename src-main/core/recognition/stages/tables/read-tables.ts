import type { Box, Line, Region } from '../../../../../src-shared/contract/page.ts'
import type { GreyImage } from '../../../ports/document-reader.ts'
import type { LayoutBox } from '../../../ports/layout-model.ts'
import type { TableGrid, TableModel } from '../../../ports/table-model.ts'
import type { DarkWords } from '../../images/dark-words.ts'
import { sharedArea } from '../box-shares.ts'
import { firstFrom } from '../first-from.ts'
import {
  type FilledGrid,
  fillGrid,
  hasUnruledColumns,
  mixedShare,
  tableRegion,
  tornShare,
  withRestsAbove,
} from './fill-grid.ts'
import { findRulings, type Ruling, type Rulings } from './find-rulings.ts'
import { findTableAreas, rulingsIn, unitOf, wordsIn } from './find-table-areas.ts'
import { holdsTable } from './holds-table.ts'
import { readBare } from './read-bare.ts'
import { closedBox, isWholeGrid, ruledGrid } from './ruled-grid.ts'
import { splitWords } from './split-words.ts'
import { boxOfView, cutStraight, type Straightening, straightBox, straightening } from './straight-view.ts'
import { type TableWord, wordsOfLine } from './table-words.ts'
import { textGrid } from './text-grid.ts'
import { withDashes } from './with-dashes.ts'

/** A page whose lines are read and whose tables are looked for. */
export interface TablesPage {
  /** Upright; its lines may be skewed. */
  readonly image: GreyImage
  readonly dark: DarkWords
  readonly lines: readonly Line[]
  readonly skewDegrees: number
  readonly boxes: readonly LayoutBox[]
  /** Where it is left out, rulings and places of words alone tell. */
  readonly model?: TableModel
}

/** Lines are found with some room above and below their letters. */
const TYPE_SHARE = 0.75
/** Longer upright strokes, in line heights, are no parts of letters. */
const LETTERS = 2.5
/** Around a table, in line heights. */
const MARGIN = 0.4
/** The model is believed where it is this sure, and this share of the words stand in its cells. */
const SURE = 0.9
const FITTING = 0.75
/** Nor may more of its rows hold two texts in one cell: then it took two columns for one. */
const MOST_MIXED = 0.2
/** Nor may it part what stands on one level in more of the rows of text: then its rows are off by one. */
const MOST_TORN = 0.2

/** What a page's rulings tell. */
export interface RuledPage {
  /** Cell by cell, with their lines. No line belongs to two of them. */
  readonly tables: readonly Region[]
  /** Upright rules outside the tables, on the straightened page: they may part columns. */
  readonly rules: readonly Ruling[]
}

/** Reads the tables of a page. */
export async function readTables(page: TablesPage): Promise<RuledPage> {
  const straight = straightening(page.skewDegrees)
  const words = page.lines.flatMap(line => wordsOfLine(line, straight))
  const unit = TYPE_SHARE * unitOf(words)
  const strokes = findRulings(page.image, { unit, straight, dark: page.dark })
  const rulings = outsideLetters(strokes, words, unit)
  const boxes = page.boxes.map(each => ({ ...each, box: straightBox(each.box, straight) }))
  const areas = findTableAreas({ words, rulings, boxes, unit })
  const regions: Region[] = []
  const taken = new Set<Line>()
  const found: Box[] = []
  const view = { image: page.image, straight, unit }
  for (const area of areas) {
    if (found.some(other => sharedArea(area, other) > 0)) continue
    const inside = wordsIn(area, { words, unit })
    const lines = new Set(inside.map(({ line }) => line).filter(line => !taken.has(line)))
    const own = words.filter(({ line }) => lines.has(line))
    const filled = await readTable({
      page,
      straight,
      unit,
      area,
      words: own,
      rulings: rulingsIn(rulings, area, unit),
    })
    const region = filled && holdsTable(filled) ? regionOf(withDashes(filled, view), lines) : undefined
    if (!region) continue
    found.push(area)
    for (const line of lines) taken.add(line)
    regions.push(region)
  }
  const free = words.filter(({ line }) => !taken.has(line))
  regions.push(...readBare(free, unit, filled => withDashes(filled, view)))
  const isInTable = ({ at, from, to }: Ruling) =>
    found.some(
      ({ left, right, top, bottom }) => at > left - unit && at < right + unit && from < bottom && to > top,
    )
  return { tables: regions, rules: rulings.upright.filter(rule => !isInTable(rule)) }
}

/** Lines that were read, and those that a look into the cells found. */
function regionOf(filled: FilledGrid, lines: ReadonlySet<Line>): Region | undefined {
  const inCells = filled.words.flatMap(words => words.map(({ line }) => line))
  return tableRegion(filled, [...new Set([...lines, ...inCells])])
}

interface Work {
  readonly page: TablesPage
  readonly straight: Straightening
  readonly unit: number
  readonly area: Box
  readonly words: readonly TableWord[]
  readonly rulings: Rulings
}

async function readTable(work: Work): Promise<FilledGrid | undefined> {
  const { unit, area, rulings } = work
  const words = splitWords(work.words, rulings.upright, unit)
  const ruled = ruledGrid(rulings, closedBox(area, rulings.upright, words), unit)
  const closed = ruled && isWholeGrid(ruled, words) ? fillGrid(ruled, words, unit) : undefined
  if (closed && !(holdsTable(closed) && hasUnruledColumns(closed, unit))) return closed
  const seen = await gridOfModel(work)
  if (seen && seen.score >= SURE) {
    const filled = withRestsAbove(fillGrid(seen, words, unit))
    const isWhole = mixedShare(filled, unit) <= MOST_MIXED && tornShare(filled) <= MOST_TORN
    if (filled.fit >= FITTING && isWhole) return filled
  }
  return textGrid(words, { rulings, unit })
}

async function gridOfModel({ page, straight, unit, area }: Work): Promise<TableGrid | undefined> {
  if (!page.model) return undefined
  const margin = MARGIN * unit
  const box = {
    left: area.left - margin,
    top: area.top - margin,
    right: area.right + margin,
    bottom: area.bottom + margin,
  }
  const grid = await page.model.readGrid(cutStraight(page.image, box, straight))
  if (!grid) return undefined
  const cells = grid.cells.map(cell => ({ ...cell, box: boxOfView(cell.box, box) }))
  return { ...grid, cells }
}

/** Strokes of letters that stand in a row are no rulings. */
function outsideLetters({ level, upright }: Rulings, words: readonly TableWord[], unit: number): Rulings {
  const sorted = words.toSorted((a, b) => a.box.top - b.box.top)
  const tallest = Math.max(0, ...sorted.map(({ box }) => box.bottom - box.top))
  const isThrough = (at: number, from: number, to: number) => {
    let covered = 0
    for (let index = firstFrom(sorted, at - tallest, word => word.box.top); index < sorted.length; index++) {
      const box = sorted[index]?.box
      if (!box || box.top > at) break
      const inner = 0.12 * (box.bottom - box.top)
      if (at < box.top + inner || at > box.bottom - inner) continue
      covered += Math.max(0, Math.min(to, box.right) - Math.max(from, box.left))
    }
    return covered > 0.5 * (to - from)
  }
  return {
    level: level.filter(({ at, from, to }) => !isThrough(at, from, to)),
    upright: upright.filter(({ at, from, to }) => {
      if (to - from > LETTERS * unit) return true
      const through = sorted.filter(
        ({ box }) =>
          box.left < at - 0.1 * unit && box.right > at + 0.1 * unit && box.bottom > from && box.top < to,
      )
      const covered = through.reduce(
        (sum, { box }) => sum + Math.min(to, box.bottom) - Math.max(from, box.top),
        0,
      )
      return covered < 0.4 * (to - from)
    }),
  }
}
