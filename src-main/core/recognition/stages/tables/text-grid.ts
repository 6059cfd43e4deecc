import type { ModelCell } from '../../../ports/table-model.ts'
import { middleX, middleY, unionOf } from '../placed-line.ts'
import { rowsOfCells } from './cell-lines.ts'
import type { FilledGrid } from './fill-grid.ts'
import type { Rulings } from './find-rulings.ts'
import { type Column, joinSameParts, type RowPart } from './row-part.ts'
import { piecesOf, type TablePiece, type TableWord, textRows } from './table-words.ts'

/** Lengths are in line heights. */
const LEAST_CORRIDOR = 0.4
/** Heads that span columns may cross a corridor in this share of the rows. */
const MOST_CROSSING = 0.15
/** What touches a column by less is not in it. */
const TOUCH = 0.3
/** A column has text in this share of the rows. */
const LEAST_FILLED = 0.25
const WHOLE_WIDTH = 0.85
const SLACK = 0.3
const MOST_HEADS = 4

interface Around {
  readonly rulings: Rulings
  readonly unit: number
}

interface TextRow {
  readonly parts: readonly RowPart[]
  readonly top: number
  readonly bottom: number
}

/** Rows and columns by the free room between words; rulings part rows, and tell what a head spans. */
export function textGrid(words: readonly TableWord[], { rulings, unit }: Around): FilledGrid | undefined {
  const rows = textRows(piecesOf(words, unit))
  const columns = columnsOf(rows, { rulings, unit })
  if (columns.length < 2 || rows.length < 2) return undefined
  const parted = rows.map(row => rowOf(row, columns, unit))
  spanByRulings(parted, columns, { rulings, unit })
  const isRuledOff = (row: TextRow, above: TextRow | undefined) =>
    above !== undefined &&
    rulings.level.some(({ at }) => at > above.bottom - SLACK * unit && at < row.top + SLACK * unit)
  const merged = rowsOfCells(
    parted.map((row, index) => ({ parts: row.parts, isRuledOff: isRuledOff(row, parted[index - 1]) })),
    columns,
  )
  const cells: ModelCell[] = []
  const filled: TableWord[][] = []
  for (const [row, parts] of merged.entries()) {
    const taken = new Set<number>()
    for (const { words: own, from, to } of parts) {
      for (let column = from; column <= to; column++) taken.add(column)
      const box = unionOf(own.map(each => each.box))
      cells.push({ row, column: from, rowSpan: 1, columnSpan: to - from + 1, box })
      filled.push([...own])
    }
    for (const column of columns.keys()) {
      if (taken.has(column)) continue
      cells.push({ row, column, rowSpan: 1, columnSpan: 1, box: { left: 0, top: 0, right: 0, bottom: 0 } })
      filled.push([])
    }
  }
  const headRows = headRowsOf(merged, columns, { rulings, unit })
  growHeads(cells, filled, headRows)
  const kept = cells.flatMap((cell, index) => (cell.rowSpan > 0 ? [index] : []))
  const grid = {
    rowCount: merged.length,
    columnCount: columns.length,
    headRows,
    cells: kept.flatMap(index => cells[index] ?? []),
    score: 1,
  }
  return { grid, words: kept.map(index => filled[index] ?? []), fit: 1 }
}

/** The rows above the first ruling over the whole width that has rows above and below it; otherwise one. */
function headRowsOf(
  rows: readonly (readonly RowPart[])[],
  columns: readonly Column[],
  { rulings, unit }: Around,
): number {
  const width = (columns.at(-1)?.right ?? 0) - (columns[0]?.left ?? 0)
  const places = rulings.level.filter(({ from, to }) => to - from > WHOLE_WIDTH * width).map(({ at }) => at)
  const tops = rows.map(parts => Math.min(...parts.flatMap(part => part.words.map(({ box }) => box.top))))
  const heads = places.map(at => tops.filter(top => top < at - SLACK * unit).length)
  const inner = heads.filter(count => count > 0 && count < rows.length)
  return inner.length === 0 ? 1 : Math.min(MOST_HEADS, ...inner)
}

/** Under heads that span columns, a head without anything above or below it is as high as the head. */
function growHeads(cells: ModelCell[], words: readonly (readonly TableWord[])[], headRows: number): void {
  if (headRows !== 2 || !cells.some(cell => cell.row === 0 && cell.columnSpan > 1)) return
  for (const [index, upper] of cells.entries()) {
    if (upper.row !== 0 || upper.columnSpan > 1) continue
    const below = cells.findIndex(
      cell => cell.row === 1 && cell.column === upper.column && cell.columnSpan === 1,
    )
    const lower = cells[below]
    const isAlone = ((words[index]?.length ?? 0) === 0) !== ((words[below]?.length ?? 0) === 0)
    if (!lower || !isAlone) continue
    const isUpper = (words[index]?.length ?? 0) > 0
    cells[isUpper ? index : below] = { ...(isUpper ? upper : lower), row: 0, rowSpan: 2 }
    cells[isUpper ? below : index] = { ...(isUpper ? lower : upper), rowSpan: 0 }
  }
}

/** Where words stand in most rows, between corridors that nearly all rows leave free. */
function columnsOf(rows: readonly (readonly TablePiece[])[], { rulings, unit }: Around): Column[] {
  const several = rows.filter(row => row.length > 1)
  const edges = several
    .flatMap(row => row.flatMap(({ box }) => [[box.left, 1] as const, [box.right, -1] as const]))
    .toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  const most = Math.floor(MOST_CROSSING * several.length)
  const columns: { left: number; right: number }[] = []
  let covering = 0
  let left: number | undefined
  for (const [x, change] of edges) {
    covering += change
    if (covering > most && left === undefined) left = x
    else if (covering <= most && left !== undefined) {
      const last = columns.at(-1)
      const isParted = last && rulings.upright.some(({ at }) => at > last.right - 1 && at < (left ?? 0) + 1)
      if (last && left - last.right < LEAST_CORRIDOR * unit && !isParted) last.right = x
      else columns.push({ left, right: x })
      left = undefined
    }
  }
  return joinSparse(columns, several)
}

/** A column in which hardly any text begins is the rest of another: a currency sign, a long name. */
function joinSparse(columns: readonly Column[], rows: readonly (readonly TablePiece[])[]): Column[] {
  const joined: { left: number; right: number }[] = []
  for (const column of columns) {
    const isOwn = ({ box }: TablePiece) => box.left >= column.left - 1 && box.left < column.right
    const count = rows.filter(row => row.some(isOwn)).length
    const last = joined.at(-1)
    if (last && count < LEAST_FILLED * rows.length) last.right = column.right
    else joined.push({ ...column })
  }
  return joined
}

function rowOf(row: readonly TablePiece[], columns: readonly Column[], unit: number): TextRow {
  const parts = row.flatMap(piece => partsOf(piece, columns, unit))
  const boxes = row.map(({ box }) => box)
  const { top, bottom } = unionOf(boxes)
  return { parts: joinSameParts(parts), top, bottom }
}

/** A piece over several columns is parted where each of its words stands in one of them; otherwise it spans them. */
function partsOf(piece: TablePiece, columns: readonly Column[], unit: number): RowPart[] {
  const covered = coveredBy(piece.box, columns, unit)
  if (covered.length < 2) return [{ words: piece.words, from: covered[0] ?? 0, to: covered[0] ?? 0 }]
  const owners = piece.words.map(({ box }) => coveredBy(box, columns, unit))
  const from = covered[0] ?? 0
  const to = covered.at(-1) ?? from
  const filled = new Set(owners.flat())
  if (owners.some(own => own.length > 1) || filled.size * 2 <= covered.length)
    return [{ words: piece.words, from, to }]
  return covered.map(column => ({
    words: piece.words.filter((_, index) => owners[index]?.[0] === column),
    from: column,
    to: column,
  }))
}

function coveredBy(box: Column, columns: readonly Column[], unit: number): number[] {
  const covered = columns.flatMap(({ left, right }, index) =>
    Math.min(box.right, right) - Math.max(box.left, left) >
    Math.min(TOUCH * unit, 0.5 * (box.right - box.left))
      ? [index]
      : [],
  )
  if (covered.length > 0) return covered
  const middle = (box.left + box.right) / 2
  const distances = columns.map(({ left, right }) => Math.max(left - middle, middle - right))
  return [distances.indexOf(Math.min(...distances))]
}

/** A short ruling under a text tells which columns the text is the head of. */
function spanByRulings(
  rows: readonly TextRow[],
  columns: readonly Column[],
  { rulings, unit }: Around,
): void {
  const left = columns[0]?.left ?? 0
  const right = columns.at(-1)?.right ?? 0
  const short = rulings.level.filter(({ from, to }) => to - from < 0.85 * (right - left))
  for (const [index, row] of rows.entries()) {
    const below = rows[index + 1]?.top ?? Infinity
    for (const part of row.parts) {
      const box = unionOf(part.words.map(each => each.box))
      const ruling = short.find(
        ({ at, from, to }) =>
          at > middleY(box) &&
          at < Math.min(below + 0.3 * unit, box.bottom + unit) &&
          from < middleX(box) &&
          to > middleX(box),
      )
      if (!ruling) continue
      const under = columns.flatMap((column, at) => {
        const middle = (column.left + column.right) / 2
        return middle > ruling.from && middle < ruling.to ? [at] : []
      })
      const others = row.parts.filter(other => other !== part)
      const from = Math.min(part.from, under[0] ?? part.from)
      const to = Math.max(part.to, under.at(-1) ?? part.to)
      if (others.some(other => other.from <= to && other.to >= from)) continue
      part.from = from
      part.to = to
    }
  }
}
