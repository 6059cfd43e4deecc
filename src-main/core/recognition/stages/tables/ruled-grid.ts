import type { Box } from '../../../../../src-shared/contract/page.ts'
import type { ModelCell, TableGrid } from '../../../ports/table-model.ts'
import { middleX, middleY } from '../placed-line.ts'
import type { Ruling, Rulings } from './find-rulings.ts'
import { type TableWord, textRows } from './table-words.ts'

/** Lengths are in line heights. Edges nearer than this are one, as double rulings are. */
const SAME_EDGE = 0.6
/** A border between two places is there when rulings cover this share of it. */
const COVERED = 0.6
const MOST_PLACES = 40_000

interface Edges {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
}

/** The cells that rulings mark on all sides; open outer sides are closed. Undefined where rulings do not part columns. */
export function ruledGrid(rulings: Rulings, box: Box, unit: number): TableGrid | undefined {
  const xs = edgesOf(rulings.upright, [box.left, box.right], unit)
  const ys = edgesOf(rulings.level, [box.top, box.bottom], unit)
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  if (columns < 2 || rows < 1 || columns * rows > MOST_PLACES) return undefined
  const borders = bordersOf(rulings, { xs, ys }, unit)
  const cells = joinPlaces(columns, rows, borders).map(
    (place): ModelCell => ({
      ...place,
      box: {
        left: xs[place.column] ?? 0,
        right: xs[place.column + place.columnSpan] ?? 0,
        top: ys[place.row] ?? 0,
        bottom: ys[place.row + place.rowSpan] ?? 0,
      },
    }),
  )
  return withoutEmptyTracks({ rowCount: rows, columnCount: columns, headRows: 1, cells, score: 1 })
}

/** The box without open sides that hold no text: level rulings may reach beyond the table. */
export function closedBox(box: Box, upright: readonly Ruling[], words: readonly TableWord[]): Box {
  const places = upright.map(({ at }) => at).filter(at => at > box.left && at < box.right)
  if (places.length < 2) return box
  const [first, last] = [Math.min(...places), Math.max(...places)]
  const middles = words.map(word => middleX(word.box))
  return {
    ...box,
    left: middles.some(x => x < first) ? box.left : first,
    right: middles.some(x => x > last) ? box.right : last,
  }
}

/** Whether the cells hold what belongs to one cell each: text that runs on, not rows of their own. */
export function isWholeGrid(grid: TableGrid, words: readonly TableWord[]): boolean {
  // Strokes that close no cell tell nothing.
  if (grid.cells.length < 2) return false
  let beside = 0
  for (let row = 0; row < grid.rowCount; row++) {
    const cells = grid.cells.filter(cell => cell.row === row && cell.rowSpan === 1)
    const [top, bottom] = [cells[0]?.box.top ?? 0, cells[0]?.box.bottom ?? 0]
    const level = words.filter(({ box }) => middleY(box) >= top && middleY(box) < bottom)
    const counts = cells.map(cell => textRows(level.filter(word => isIn(word, cell.box))).length)
    const several = counts.filter(count => count >= 3)
    if (several.length >= 2 && several.length * 2 >= counts.filter(count => count > 0).length) beside++
  }
  return beside === 0 || (grid.rowCount > 3 && beside * 4 < grid.rowCount)
}

const isIn = ({ box }: TableWord, outer: Box) => {
  const [x, y] = [middleX(box), middleY(box)]
  return x >= outer.left && x < outer.right && y >= outer.top && y < outer.bottom
}

function edgesOf(rulings: readonly Ruling[], ends: readonly number[], unit: number): number[] {
  const places = [...rulings.map(ruling => ruling.at), ...ends].sort((a, b) => a - b)
  const groups: number[][] = []
  for (const place of places) {
    const group = groups.at(-1)
    if (group && place - (group.at(-1) ?? 0) < SAME_EDGE * unit) group.push(place)
    else groups.push([place])
  }
  return groups.map(group => group.reduce((sum, place) => sum + place, 0) / group.length)
}

/** Whether there is a border to the right of a place, and under it; by row and column. */
interface Borders {
  readonly right: Uint8Array
  readonly under: Uint8Array
}

function bordersOf(rulings: Rulings, { xs, ys }: Edges, unit: number): Borders {
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  const right = new Uint8Array(columns * rows)
  const under = new Uint8Array(columns * rows)
  const near = SAME_EDGE * unit
  for (let edge = 1; edge < columns; edge++) {
    const own = rulings.upright.filter(ruling => Math.abs(ruling.at - (xs[edge] ?? 0)) < near)
    for (let row = 0; row < rows; row++)
      right[row * columns + edge - 1] = covers(own, ys[row] ?? 0, ys[row + 1] ?? 0) ? 1 : 0
  }
  for (let edge = 1; edge < rows; edge++) {
    const own = rulings.level.filter(ruling => Math.abs(ruling.at - (ys[edge] ?? 0)) < near)
    for (let column = 0; column < columns; column++)
      under[(edge - 1) * columns + column] = covers(own, xs[column] ?? 0, xs[column + 1] ?? 0) ? 1 : 0
  }
  return { right, under }
}

function covers(rulings: readonly Ruling[], from: number, to: number): boolean {
  let covered = 0
  for (const ruling of rulings) covered += Math.max(0, Math.min(to, ruling.to) - Math.max(from, ruling.from))
  return covered >= COVERED * (to - from)
}

/** Places without borders between them are one cell, made wide and high enough to be a rectangle. */
function joinPlaces(columns: number, rows: number, { right, under }: Borders) {
  const taken = new Uint8Array(columns * rows)
  const cells: Omit<ModelCell, 'box'>[] = []
  for (let place = 0; place < taken.length; place++) {
    if (taken[place] === 1) continue
    const column = place % columns
    const row = (place - column) / columns
    let columnSpan = 1
    const isFree = (at: number) => taken[at] === 0
    while (column + columnSpan < columns && right[place + columnSpan - 1] === 0 && isFree(place + columnSpan))
      columnSpan++
    let rowSpan = 1
    while (row + rowSpan < rows && isOpenBelow(place + (rowSpan - 1) * columns, columnSpan, under)) {
      const next = place + rowSpan * columns
      const isOne = Array.from({ length: columnSpan }, (_, at) => next + at).every(
        (at, index) => isFree(at) && (index === columnSpan - 1 || right[at] === 0),
      )
      if (!isOne) break
      rowSpan++
    }
    for (let y = 0; y < rowSpan; y++) for (let x = 0; x < columnSpan; x++) taken[place + y * columns + x] = 1
    cells.push({ row, column, rowSpan, columnSpan })
  }
  return cells
}

function isOpenBelow(place: number, columnSpan: number, under: Uint8Array): boolean {
  for (let x = 0; x < columnSpan; x++) if (under[place + x] === 1) return false
  return true
}

/** Rows and columns in which no cell begins, or none ends, are the same as their neighbours. */
function withoutEmptyTracks(grid: TableGrid): TableGrid {
  const rowStarts = [...new Set(grid.cells.map(cell => cell.row))].sort((a, b) => a - b)
  const columnStarts = [...new Set(grid.cells.map(cell => cell.column))].sort((a, b) => a - b)
  const rowOf = new Map(rowStarts.map((start, index) => [start, index]))
  const columnOf = new Map(columnStarts.map((start, index) => [start, index]))
  const countIn = (starts: readonly number[], from: number, span: number) =>
    starts.filter(start => start >= from && start < from + span).length
  const cells = grid.cells.map(cell => ({
    ...cell,
    row: rowOf.get(cell.row) ?? 0,
    column: columnOf.get(cell.column) ?? 0,
    rowSpan: countIn(rowStarts, cell.row, cell.rowSpan),
    columnSpan: countIn(columnStarts, cell.column, cell.columnSpan),
  }))
  return { ...grid, rowCount: rowStarts.length, columnCount: columnStarts.length, cells }
}
