import type { Row } from './group-rows.ts'
import { listMarker } from './list-marker.ts'
import { median, middleX, middleY, quantile, widthOf } from './placed-line.ts'

/** Rows that belong together: a paragraph, a heading, a list item. */
export interface Paragraph {
  readonly rows: readonly Row[]
  /** Distance of its first row from the row above, in usual row distances; infinite at the top of a column. */
  readonly gapAbove: number
  readonly gapBelow: number
  readonly columnWidthPx: number
  /** The block it stands in, counted from the first. */
  readonly block: number
}

/** A row this much farther from the one above than usual begins a paragraph. */
const WIDE_GAP = 1.35
/** Indents and short lines are measured in line heights. */
const INDENT = 0.8
const TYPE_SIZE_CHANGE = 1.25
/** Shorter rows tell too little about the size of their type. */
const TELLING_LENGTH = 6

interface Column {
  readonly right: number
  readonly unit: number
  readonly rowDistance: number
}

/** Parts the rows of one column into paragraphs by distance, indent, short last lines, list signs and size of type. */
export function formParagraphs(rows: readonly Row[], block: number): Paragraph[] {
  const column = measureColumn(rows)
  const groups: Row[][] = []
  for (const [index, row] of rows.entries()) {
    const group = groups.at(-1)
    if (group && !startsParagraph(group, row, rows[index + 1], column)) group.push(row)
    else groups.push([row])
  }
  const gaps = groups.map((group, index) => gapBetween(groups[index - 1]?.at(-1), group[0], column))
  return groups.map((group, index) => ({
    rows: group,
    gapAbove: gaps[index] ?? Infinity,
    gapBelow: gaps[index + 1] ?? Infinity,
    columnWidthPx: quantile(
      rows.map(row => widthOf(row.box)),
      0.9,
    ),
    block,
  }))
}

function gapBetween(upper: Row | undefined, lower: Row | undefined, column: Column): number {
  if (!upper || !lower) return Infinity
  return (middleY(lower.box) - middleY(upper.box)) / column.rowDistance
}

function measureColumn(rows: readonly Row[]): Column {
  const unit = median(rows.map(row => row.heightPx)) || 1
  const distances = rows
    .slice(1)
    .map((row, index) => middleY(row.box) - middleY(rows[index]?.box ?? row.box))
    .filter(distance => distance < 2.5 * unit)
  return {
    unit,
    right: quantile(
      rows.map(row => row.box.right),
      0.9,
    ),
    rowDistance: quantile(distances, 0.4) || 1.2 * unit,
  }
}

function startsParagraph(group: readonly Row[], row: Row, next: Row | undefined, column: Column): boolean {
  const previous = group.at(-1)
  const first = group[0]
  if (!previous || !first) return true
  if (gapBetween(previous, row, column) > WIDE_GAP) return true
  if (
    listMarker(row.text) &&
    (listMarker(first.text) || row.box.left <= first.box.left + INDENT * column.unit)
  )
    return true
  if (changesType(previous, row)) return true
  if (isCentredUnder(previous, row, column)) return false
  if (endsEarly(previous, row, column)) return true
  return isIndented(group, previous, row, next, column)
}

function changesType(previous: Row, row: Row): boolean {
  if (isBold(previous) !== isBold(row)) return true
  if (Math.min(previous.text.length, row.text.length) < TELLING_LENGTH) return false
  const ratio = row.heightPx / previous.heightPx
  return ratio > TYPE_SIZE_CHANGE || ratio < 1 / TYPE_SIZE_CHANGE
}

const isBold = (row: Row) => row.lines.every(({ line }) => line.isBold === true)

function isCentredUnder(previous: Row, row: Row, column: Column): boolean {
  const bothShort = Math.max(previous.box.right, row.box.right) < column.right - column.unit
  const shifted = Math.abs(previous.box.left - row.box.left) > INDENT * column.unit
  return bothShort && shifted && Math.abs(middleX(previous.box) - middleX(row.box)) < column.unit / 2
}

/** The row's first word would have had room on the previous row. */
function endsEarly(previous: Row, row: Row, column: Column): boolean {
  const firstWord = row.text.split(' ', 1)[0]?.length ?? 0
  const characterWidth = widthOf(row.box) / Math.max(1, row.text.length)
  const needed = (firstWord + 1) * characterWidth + column.unit
  return previous.box.right + needed < column.right
}

function isIndented(
  group: readonly Row[],
  previous: Row,
  row: Row,
  next: Row | undefined,
  column: Column,
): boolean {
  const indent = INDENT * column.unit
  const shift = row.box.left - previous.box.left
  if (shift > indent) return next !== undefined && next.box.left < row.box.left - indent
  const hangs = group.length > 1 && previous.box.left - (group[0]?.box.left ?? 0) > indent
  return shift < -indent && (hangs || group.length > 1)
}
