import type { Box, Line, Region, TableCell } from '../../../../../src-shared/contract/page.ts'
import type { ModelCell, TableGrid } from '../../../ports/table-model.ts'
import { hasRightToLeft } from '../../right-to-left.ts'
import { joinLines } from '../paragraphs/join-lines.ts'
import { middleX, middleY, unionOf } from '../placed-line.ts'
import { piecesOf, type TableWord, textRows } from './table-words.ts'

/** A grid with its words: `words[i]` belong to the i-th cell. */
export interface FilledGrid {
  readonly grid: TableGrid
  readonly words: readonly (readonly TableWord[])[]
  /** Share of the words that stand in or beside their cell, 0 to 1. */
  readonly fit: number
}

/** A word this far from its cell, in line heights, is out of place. */
const BESIDE = 0.6
/** Texts of one cell stand nearer, in line heights. */
const APART = 1
/** So many rows of them in a cell are columns of its own; more of a table's rows than this have such cells. */
const PARTED_ROWS = 2
const MOST_PARTED = 0.4
/** Rows are parted better than columns: a word above its cell is farther than one beside it. */
const UPRIGHT_WEIGHT = 2

/** Gives each word the nearest cell; words that stand together stay in one row. */
export function fillGrid(grid: TableGrid, words: readonly TableWord[], unit: number): FilledGrid {
  const filled = grid.cells.map((): TableWord[] => [])
  const all = grid.cells.map((cell, index) => ({ cell, index }))
  let near = 0
  for (const piece of piecesOf(words, unit)) {
    const row = usualRow(piece.words, all)
    const cells = grid.cells.flatMap((cell, index) =>
      cell.row <= row && cell.row + cell.rowSpan > row ? [{ cell, index }] : [],
    )
    for (const word of piece.words) {
      const best = nearest(word, cells)
      if (!best) continue
      filled[best.index]?.push(word)
      if (best.distance < BESIDE * unit) near++
    }
  }
  return { grid, words: filled, fit: near / Math.max(1, words.length) }
}

interface Numbered {
  readonly cell: ModelCell
  readonly index: number
}

function usualRow(words: readonly TableWord[], all: readonly Numbered[]): number {
  const votes = new Map<number, number>()
  for (const word of words) {
    const row = nearest(word, all)?.cell.row ?? 0
    votes.set(row, (votes.get(row) ?? 0) + word.word.text.length)
  }
  return [...votes].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

function nearest(word: TableWord, cells: readonly Numbered[]) {
  const y = middleY(word.box)
  let best: Numbered | undefined
  let least = Infinity
  for (const each of cells) {
    const { top, bottom } = each.cell.box
    if (UPRIGHT_WEIGHT * Math.max(top - y, y - bottom) >= least) continue
    const distance = distanceTo(word.box, each.cell.box)
    if (distance >= least) continue
    least = distance
    best = each
  }
  return best && { ...best, distance: least }
}

/** From a word's middle to a cell; among cells that hold it the one whose middle is nearest is a little nearer. */
function distanceTo(word: Box, cell: Box): number {
  const [x, y] = [middleX(word), middleY(word)]
  const across = Math.max(0, cell.left - x, x - cell.right)
  const upright = Math.max(0, cell.top - y, y - cell.bottom)
  const middle = Math.abs(y - middleY(cell)) + 0.1 * Math.abs(x - middleX(cell))
  return across + UPRIGHT_WEIGHT * upright + 0.02 * middle
}

/**
 * A grid whose lines that go on with a small letter stand in the row of what they go on from. Where a model sees rows too high, they
 * come into the row below, over the line that has a text in the first column.
 */
export function withRestsAbove(filled: FilledGrid): FilledGrid {
  const words = filled.words.map(own => [...own])
  const at = (row: number, column: number) =>
    filled.grid.cells.findIndex(cell => cell.row === row && cell.column === column)
  for (const [index, cell] of filled.grid.cells.entries()) {
    const upper = words[at(cell.row - 1, cell.column)]
    const first = words[at(cell.row, 0)]
    const own = words[index]
    if (cell.column === 0 || !upper?.length || !first?.length || !own) continue
    const firstTop = Math.min(...first.map(({ box }) => middleY(box)))
    const lines = textRows(own).map(line => ({
      line,
      isOver: line.every(({ box }) => box.bottom < firstTop),
    }))
    const rest = lines.filter(({ isOver }) => isOver).map(({ line }) => line)
    if (rest.length === lines.length || !/^\p{Ll}/u.test(rest[0]?.[0]?.word.text ?? '')) continue
    const moved = rest.flat()
    upper.push(...moved)
    words[index] = own.filter(word => !moved.includes(word))
  }
  return { ...filled, words }
}

/** The share of rows in which a cell holds texts that stand apart on one level. */
export function mixedShare({ grid, words }: FilledGrid, unit: number): number {
  const mixed = new Set<number>()
  for (const [index, own] of words.entries()) {
    const cell = grid.cells[index]
    const isMixed = textRows(own).some(row => isParted(row, unit))
    if (cell && isMixed) mixed.add(cell.row)
  }
  return mixed.size / Math.max(1, grid.rowCount)
}

/** Whether cells hold several rows of texts side by side: rulings that make such cells part groups of rows and columns only. */
export function hasUnruledColumns({ grid, words }: FilledGrid, unit: number): boolean {
  const parted = grid.cells.filter(
    (_, index) => textRows(words[index] ?? []).filter(row => isParted(row, unit)).length >= PARTED_ROWS,
  )
  return new Set(parted.map(cell => cell.row)).size > MOST_PARTED * grid.rowCount
}

/** Whether words of one row of text stand so far apart that they are two texts. */
const isParted = (row: readonly TableWord[], unit: number): boolean =>
  row.some((word, at) => word.box.left - (row[at - 1]?.box.right ?? Infinity) > APART * unit)

/** The share of the rows of text with something side by side whose words stand in cells that have no row in common. */
export function tornShare({ grid, words }: FilledGrid): number {
  const cellOf = new Map(words.flatMap((own, index) => own.map(word => [word, grid.cells[index]] as const)))
  let beside = 0
  let torn = 0
  for (const row of textRows([...cellOf.keys()])) {
    const cells = [...new Set(row.flatMap(word => cellOf.get(word) ?? []))]
    if (cells.length < 2) continue
    beside++
    const first = Math.max(...cells.map(cell => cell.row))
    const last = Math.min(...cells.map(cell => cell.row + cell.rowSpan - 1))
    if (first > last) torn++
  }
  return torn / Math.max(1, beside)
}

/** The region of a table: its cells with their texts, the lines that they were read in. */
export function tableRegion({ grid, words }: FilledGrid, lines: readonly Line[]): Region | undefined {
  const cells = grid.cells.map((cell, index): TableCell => {
    const own = words[index] ?? []
    const { row, column, rowSpan, columnSpan } = cell
    return {
      ...{ row, column, rowSpan, columnSpan, text: textOf(own) },
      ...(row < grid.headRows ? { isHeader: true } : {}),
      ...(own.length > 0 ? { box: unionOf(own.map(({ word }) => word.box)) } : {}),
    }
  })
  if (cells.length === 0 || lines.length === 0) return undefined
  const { rowCount, columnCount } = grid
  const sorted = cells.toSorted((a, b) => a.row - b.row || a.column - b.column)
  return {
    category: 'table',
    box: unionOf(lines.map(line => line.box)),
    text: rowsOfText(sorted, rowCount, columnCount),
    table: { rowCount, columnCount, cells: sorted },
    lines: [...lines],
  }
}

function textOf(words: readonly TableWord[]): string {
  return joinLines(
    textRows(words).map(row =>
      inOrder(row)
        .map(({ word }) => word.text)
        .join(' '),
    ),
  )
}

/** Rows with words from right to left keep the order of each line, which numbers and foreign words turn; lines follow each other to the left. */
function inOrder(row: readonly TableWord[]): readonly TableWord[] {
  if (!row.some(({ word }) => hasRightToLeft(word.text))) return row
  return row.toSorted((a, b) =>
    a.line === b.line
      ? a.line.words.indexOf(a.word) - b.line.words.indexOf(b.word)
      : b.line.box.right - a.line.box.right,
  )
}

function rowsOfText(cells: readonly TableCell[], rowCount: number, columnCount: number): string {
  const rows = Array.from({ length: rowCount }, () => Array.from({ length: columnCount }, () => ''))
  for (const { row, column, text } of cells) {
    const own = rows[row]
    if (own) own[column] = text
  }
  return rows.map(row => row.join('\t')).join('\n')
}
