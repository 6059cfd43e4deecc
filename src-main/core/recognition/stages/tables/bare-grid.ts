import type { ModelCell } from '../../../ports/table-model.ts'
import { middleX, unionOf } from '../placed-line.ts'
import { rowsOfCells } from './cell-lines.ts'
import type { FilledGrid } from './fill-grid.ts'
import type { Column, RowPart } from './row-part.ts'
import type { TablePiece, TableWord } from './table-words.ts'

/** In line heights: what touches a column by less is not in it. */
const TOUCH = 0.3
const MOST_HEAD_COLUMNS = 12
/** In a table whose first texts hold for several rows, the second ones stand in nearly all. */
const LEAST_SECOND = 0.95
const NUMBER = /^[\d\s.,%()+\-–−€$£]*$/

/** Texts on one level. */
export interface TableRow {
  readonly pieces: readonly TablePiece[]
  readonly box: {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  }
}

/** The cells of a table without rules. */
export function bareGrid(rows: readonly TableRow[], columns: readonly Column[], unit: number): FilledGrid {
  const lines = rows.map(row => ({ parts: row.pieces.map(piece => partOf(piece, columns, unit)) }))
  const parts = rowsOfCells(lines, columns)
  const cells: ModelCell[] = []
  const words: (readonly TableWord[])[] = []
  const isTwofold = spanHeads(parts, columns)
  for (const [row, own] of parts.entries()) {
    const [first] = own
    if (row > 0 && own.length === 1 && first?.from === 0) first.to = columns.length - 1
    for (let column = 0; column < columns.length; column++) {
      const inside = own.filter(part => part.from <= column && part.to >= column)
      const from = Math.min(column, ...inside.map(part => part.from))
      const to = Math.max(column, ...inside.map(part => part.to))
      const texts = inside.flatMap(part => part.words)
      const box =
        texts.length > 0 ? unionOf(texts.map(each => each.box)) : { left: 0, top: 0, right: 0, bottom: 0 }
      cells.push({ row, column: from, rowSpan: 1, columnSpan: to - from + 1, box })
      words.push(texts)
      column = to
    }
  }
  const headRows = isTwofold ? 2 : 1
  const grown = growDown(cells, words, { headRows, rowCount: parts.length, columnCount: columns.length })
  return {
    grid: {
      ...{ rowCount: parts.length, columnCount: columns.length, headRows, score: 1 },
      cells: grown.map(({ cell }) => cell),
    },
    words: grown.map(each => each.words),
    fit: 1,
  }
}

/** The columns that a text touches, otherwise the nearest. */
function partOf({ words, box }: TablePiece, columns: readonly Column[], unit: number): RowPart {
  const touched = columns.flatMap(({ left, right }, index) =>
    Math.min(box.right, right) - Math.max(box.left, left) >
    Math.min(TOUCH * unit, 0.5 * (box.right - box.left))
      ? [index]
      : [],
  )
  const middle = middleX(box)
  const distances = columns.map(({ left, right }) => Math.max(left - middle, middle - right))
  const nearest = distances.indexOf(Math.min(...distances))
  return { words, from: touched[0] ?? nearest, to: touched.at(-1) ?? nearest }
}

/** Whether the first row has heads over several heads of the second; they are widened to hold for these. */
function spanHeads(rows: readonly RowPart[][], columns: readonly Column[]): boolean {
  const [upper, lower] = rows
  if (!upper || !lower || lower.length < 2 || columns.length > MOST_HEAD_COLUMNS) return false
  const below = new Set(
    lower.flatMap(part => Array.from({ length: part.to - part.from + 1 }, (_, at) => part.from + at)),
  )
  if (lower.some(part => part.to > part.from) || below.has(0)) return false
  const single = upper.filter(part => part.from === part.to && !below.has(part.from))
  const heads = upper.filter(part => !single.includes(part))
  if (heads.length === 0 || heads.length >= below.size || single.length + below.size < columns.length)
    return false
  const middleOf = (part: RowPart) => middleX(unionOf(part.words.map(({ box }) => box)))
  const spans = new Map<RowPart, number[]>()
  for (const column of [...below].sort((a, b) => a - b)) {
    const { left, right } = columns[column] ?? { left: 0, right: 0 }
    const distances = heads.map(head => Math.abs(middleOf(head) - (left + right) / 2))
    const head = heads[distances.indexOf(Math.min(...distances))]
    if (head) spans.set(head, [...(spans.get(head) ?? []), column])
  }
  for (const head of heads) {
    const own = spans.get(head) ?? []
    head.from = own[0] ?? head.from
    head.to = own.at(-1) ?? head.from
  }
  return true
}

interface Size {
  readonly headRows: number
  readonly rowCount: number
  readonly columnCount: number
}

interface Filled {
  readonly cell: ModelCell
  readonly words: readonly TableWord[]
}

/** Heads beside twofold heads are as high as these, and first texts hold for the rows under them that have none. */
function growDown(
  cells: readonly ModelCell[],
  words: readonly (readonly TableWord[])[],
  size: Size,
): Filled[] {
  const filled = cells.map((cell, index): Filled => ({ cell, words: words[index] ?? [] }))
  const at = (row: number, column: number) =>
    filled.findIndex(({ cell }) => cell.row === row && cell.column === column)
  const gone = new Set<number>()
  const hold = (upper: number, lower: number) => {
    const own = filled[upper]
    if (own) filled[upper] = { ...own, cell: { ...own.cell, rowSpan: own.cell.rowSpan + 1 } }
    gone.add(lower)
  }
  if (size.headRows === 2)
    for (let column = 0; column < size.columnCount; column++) {
      const [upper, lower] = [at(0, column), at(1, column)]
      if (filled[upper]?.cell.columnSpan === 1 && filled[lower]?.words.length === 0) hold(upper, lower)
    }
  if (isGrouped(filled, size)) {
    let upper = at(size.headRows, 0)
    for (let row = size.headRows + 1; row < size.rowCount; row++) {
      const own = at(row, 0)
      if (filled[own]?.words.length === 0) hold(upper, own)
      else upper = own
    }
  }
  return filled.filter((_, index) => !gone.has(index))
}

/** Whether words of the first column stand for several rows that have a word of their own in the second. */
function isGrouped(filled: readonly Filled[], { headRows, rowCount, columnCount }: Size): boolean {
  const body = filled.filter(({ cell }) => cell.row >= headRows)
  const inColumn = (column: number) =>
    body.filter(({ cell, words }) => cell.column === column && cell.columnSpan === 1 && words.length > 0)
  const [first, second] = [inColumn(0), inColumn(1)]
  const rows = rowCount - headRows
  if (columnCount < 3 || first.length >= rows || second.length < LEAST_SECOND * rows) return false
  if (!first.some(({ cell }) => cell.row === headRows)) return false
  const isText = ({ words }: Filled) => !NUMBER.test(words.map(({ word }) => word.text).join(' '))
  return [...first, ...second].every(isText)
}
