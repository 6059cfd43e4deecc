import { median, middleX, unionOf } from '../placed-line.ts'
import type { TableRow } from './bare-grid.ts'
import type { Column } from './row-part.ts'
import type { TablePiece, TableWord } from './table-words.ts'

/** Lengths are in line heights. Gaps so near each other are of one corridor. */
const SAME_GAP = 0.45
/** Between columns is more room than between most words of a text, by this factor. */
const WIDER = 1.35
/** So many rows are parted at one place, and of those that have text on both sides of it this share. */
const LEAST_PARTED = 4
const LEAST_SHARE = 0.6

/** Rows of texts and the columns that they stand in. */
export interface ColumnedRows {
  readonly rows: readonly TableRow[]
  readonly columns: readonly Column[]
}

/** Parts columns that stand nearly as close as words do: most of their rows have more room than a blank, or end a line, at one place. */
export function partCloseColumns({ rows, columns }: ColumnedRows, unit: number): ColumnedRows {
  const blank = usualBlank(rows)
  const parted = columns.flatMap(column => {
    const cut = cutOf(wordsByRow(rows, column), { blank, unit })
    return cut === undefined
      ? [column]
      : [
          { left: column.left, right: cut },
          { left: cut, right: column.right },
        ]
  })
  const cuts = parted.slice(1).map(({ left }, index) => ((parted[index]?.right ?? left) + left) / 2)
  const cutRow = (row: TableRow, index: number): TableRow => {
    // Heads over several columns are alone in their row or in the first one.
    const isBody = index > 0 && row.pieces.length > 1
    const least = isBody ? 0 : WIDER * blank
    return { ...row, pieces: row.pieces.flatMap(piece => cutPiece(piece, cuts, { least, unit })) }
  }
  return { rows: rows.map(cutRow), columns: parted }
}

/** The room between two words that follow each other in a row. */
interface Gap {
  readonly middle: number
  readonly width: number
  readonly isBetweenLines: boolean
}

function gapsOf(words: readonly TableWord[]): Gap[] {
  return words.slice(1).flatMap((word, index) => {
    const before = words[index]
    if (!before) return []
    const [left, right] = [before.box.right, word.box.left]
    return [{ middle: (left + right) / 2, width: right - left, isBetweenLines: before.line !== word.line }]
  })
}

/** The usual room between words of one text, in pixels. */
function usualBlank(rows: readonly TableRow[]): number {
  const gaps = rows.flatMap(({ pieces }) => pieces.flatMap(({ words }) => gapsOf(words)))
  return median(gaps.filter(gap => !gap.isBetweenLines).map(({ width }) => width))
}

function wordsByRow(rows: readonly TableRow[], { left, right }: Column): TableWord[][] {
  const isWithin = ({ box }: TableWord) => middleX(box) > left && middleX(box) < right
  return rows.map(({ pieces }) => pieces.flatMap(({ words }) => words).filter(isWithin))
}

/** Where most rows of a column that have text on both sides are parted; undefined where they are not. */
function cutOf(
  rows: readonly (readonly TableWord[])[],
  { blank, unit }: { readonly blank: number; readonly unit: number },
): number | undefined {
  const wide = rows.map(row =>
    gapsOf(row).filter(({ width, isBetweenLines }) => isBetweenLines || width > WIDER * blank),
  )
  let best: readonly Gap[] = []
  for (const { middle } of wide.flat()) {
    const own = wide.flatMap(gaps => nearestGap(gaps, middle, SAME_GAP * unit) ?? [])
    if (own.length > best.length) best = own
  }
  const cut = median(best.map(({ middle }) => middle))
  const around = rows.filter(
    row => (row[0]?.box.left ?? Infinity) < cut - unit && (row.at(-1)?.box.right ?? 0) > cut + unit,
  )
  return best.length < Math.max(LEAST_PARTED, LEAST_SHARE * around.length) ? undefined : cut
}

function nearestGap(gaps: readonly Gap[], at: number, most: number): Gap | undefined {
  const [nearest] = gaps.toSorted((a, b) => Math.abs(a.middle - at) - Math.abs(b.middle - at))
  return nearest && Math.abs(nearest.middle - at) < most ? nearest : undefined
}

/** The parts of a text on both sides of the cuts that lie in a gap of it, where gaps are so wide or ends of lines. */
function cutPiece(
  { words, box }: TablePiece,
  cuts: readonly number[],
  { least, unit }: { readonly least: number; readonly unit: number },
): TablePiece[] {
  const gaps = gapsOf(words).filter(({ width, isBetweenLines }) => isBetweenLines || width > least)
  const own = cuts.filter(cut => nearestGap(gaps, cut, SAME_GAP * unit))
  if (own.length === 0) return [{ words, box }]
  const sides = new Map<number, TableWord[]>()
  for (const word of words) {
    const side = own.filter(cut => middleX(word.box) > cut).length
    sides.set(side, [...(sides.get(side) ?? []), word])
  }
  return [...sides.values()].map(part => ({ words: part, box: unionOf(part.map(each => each.box)) }))
}
