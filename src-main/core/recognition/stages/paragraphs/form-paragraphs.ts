import { median, middleX, middleY, quantile, widthOf } from '../placed-line.ts'
import { findCode } from './find-code.ts'
import { findTables } from './find-tables.ts'
import { characterWidth, firstWordWidth, type Row } from './group-rows.ts'
import { hasCells } from './has-cells.ts'
import { listMarker } from './list-marker.ts'
import { partAddresses } from './part-addresses.ts'

/** Rows that belong together: a paragraph, a heading, a list item. */
export interface Paragraph {
  readonly rows: readonly Row[]
  /** Distance of its first row from the row above, in usual row distances; infinite at the top of a column. */
  readonly gapAbove: number
  readonly gapBelow: number
  readonly columnWidthPx: number
  readonly columnLeftPx: number
  readonly columnRightPx: number
  /** The block it stands in, counted from the first. */
  readonly block: number
  /** Texts by row and column, where the rows are a table. */
  readonly cells?: readonly (readonly string[])[]
  /** The rows with their indents, where they are code. */
  readonly code?: string
}

/** A row this much farther from the one above than usual begins a paragraph. */
const WIDE_GAP = 1.35
/** Indents and short lines are measured in line heights. */
const INDENT = 0.8
const HANGING_INDENT = 0.4
/** Scanned lines differ in height by their letters; type of another size differs in width too. */
const TYPE_SIZE_CHANGE = 1.25
const TYPE_WIDTH_CHANGE = 1.1
/** Authors and what they belong to, a title and what stands under it, are centred in type of other sizes. */
const CENTRED_SIZE_CHANGE = 1.12
/** Rows of about one length are centred too where their middles differ by less, in line heights. */
const SAME_MIDDLE = 0.3
/** Shorter rows tell too little about the size of their type. */
const TELLING_LENGTH = 6

/** Rows that keep nearly one distance are one text, even if other text of the column is set closer. */
const EVEN_GAPS = 0.1
/** Type this much larger than the column's middle row is a heading's. */
const LARGE_TYPE = 1.25
const SECTION_NUMBER = /^\d{1,3}(\.\d{1,3})*\.?\s/
const LARGE_ROW_DISTANCE = 1.55
/** A gap so much wider than those above and below it parts paragraphs whatever the column has elsewhere. */
const OUTSTANDING = 1.5
const WIDEST_EVEN_GAP = 2.2
/** Rows at less than this of the usual distance are set closely on purpose. */
const CLOSE = 0.75
const ENDS = /[.:;!?)\]]["'”’]?$/

/** Rows of which so many end at one place and so few begin at one are set flush right: where they begin tells nothing. */
const LEAST_FLUSH_ROWS = 6
const FLUSH = 0.8
const RAGGED = 0.4
/** The rest of a sentence, and no label of its own. */
const GOES_ON = /^\p{Ll}(?!\S*:)/u

/** A row that ends within this share of its column is short, whatever it ends with. */
const SHORT_ROW = 0.72

interface Column {
  readonly left: number
  readonly right: number
  readonly unit: number
  readonly rowDistance: number
  /** Whether rows end at one place and begin anywhere. */
  readonly isFlushRight: boolean
}

/** A row after those of the paragraph so far. */
interface Place {
  readonly group: readonly Row[]
  readonly row: Row
  readonly next: Row | undefined
}

/** Parts the rows of one column into tables and paragraphs: by distance, indent, short last lines, list signs and size of type. */
export function formParagraphs(rows: readonly Row[], block: number): Paragraph[] {
  const column = measureColumn(rows)
  const groups = findCode(rows).flatMap((run): Group[] =>
    run.kind === 'code' ? [run] : groupsOfText(run.rows, column),
  )
  const gaps = groups.map((group, index) => gapBetween(groups[index - 1]?.rows.at(-1), group.rows[0], column))
  return groups.map((group, index) => ({
    rows: group.rows,
    gapAbove: gaps[index] ?? Infinity,
    gapBelow: gaps[index + 1] ?? Infinity,
    columnWidthPx: quantile(
      rows.map(row => widthOf(row.box)),
      0.9,
    ),
    columnLeftPx: column.left,
    columnRightPx: column.right,
    block,
    ...(group.cells ? { cells: group.cells } : {}),
    ...(group.code === undefined ? {} : { code: group.code }),
  }))
}

type Group = Pick<Paragraph, 'rows' | 'cells' | 'code'>

function groupsOfText(rows: readonly Row[], column: Column): Group[] {
  if (rows.filter(row => row.isContents).length * 2 > rows.length) return groupsOf(rows, column)
  return findTables(rows).flatMap((run): Group[] =>
    run.kind === 'table' ? [run] : groupsOf(run.rows, column),
  )
}

function groupsOf(rows: readonly Row[], column: Column): Group[] {
  return partAddresses(rows, column).flatMap((part): Group[] =>
    part.isAddress ? [{ rows: part.rows }] : groupsOfOthers(part.rows, column),
  )
}

function groupsOfOthers(rows: readonly Row[], column: Column): Group[] {
  const groups: Row[][] = []
  for (const [index, row] of rows.entries()) {
    const group = groups.at(-1)
    if (group && !startsParagraph({ group, row, next: rows[index + 1] }, column)) group.push(row)
    else groups.push([row])
  }
  return groups.map(group => ({ rows: group }))
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
  const lefts = rows.map(row => row.box.left)
  const rights = rows.map(row => row.box.right)
  return {
    unit,
    left: quantile(lefts, 0.1),
    right: quantile(rights, 0.9),
    rowDistance: quantile(distances, 0.4) || 1.2 * unit,
    isFlushRight:
      rows.length >= LEAST_FLUSH_ROWS &&
      alignedShare(rights, unit) >= FLUSH &&
      alignedShare(lefts, unit) <= RAGGED,
  }
}

/** The share of places that are within half a line height of the middle one. */
function alignedShare(places: readonly number[], unit: number): number {
  const middle = median(places)
  return places.filter(place => Math.abs(place - middle) < unit / 2).length / places.length
}

function startsParagraph(place: Place, column: Column): boolean {
  const { group, row } = place
  const previous = group.at(-1)
  const first = group[0]
  if (!previous || !first) return true
  if (row.heading !== previous.heading) return true
  if (row.heading) return false
  if (isFarBelow(place, previous, column)) return true
  if (previous.isContents || row.isContents) return true
  if (isOfOtherCells(previous, row, column)) return true
  if (startsItem(place, previous, column)) return true
  if (changesType(previous, row)) return true
  if (isLargeType(previous, row, column)) return SECTION_NUMBER.test(row.text)
  if (hangsUnderItem(first, row, column) || isCentredUnder(place, previous, column)) return false
  if (!isSetClose(previous, row, column) && endsEarly(previous, row, column)) return true
  return isIndented(place, previous, column)
}

/** More room above the row than rows usually have, unless the rows around keep the same distance. */
function isFarBelow({ group, row, next }: Place, previous: Row, column: Column): boolean {
  const gap = gapBetween(previous, row, column)
  const around = [gapBetween(group.at(-2), previous, column), gapBetween(row, next, column)]
  if (around.every(other => other * OUTSTANDING < gap)) return true
  if (gap <= WIDE_GAP || isLargeType(previous, row, column)) return false
  const isEven = around.some(other => Math.abs(other - gap) < EVEN_GAPS * gap)
  return !isEven || gap > WIDEST_EVEN_GAP || changesType(previous, row)
}

/** Large type has its own distance of rows. */
function isLargeType(previous: Row, row: Row, column: Column): boolean {
  const heights = [previous.heightPx, row.heightPx]
  const height = goesOnInto(previous, row) ? Math.max(...heights) : Math.min(...heights)
  const distance = middleY(row.box) - middleY(previous.box)
  return (
    height > LARGE_TYPE * column.unit && distance < LARGE_ROW_DISTANCE * height && !changesType(previous, row)
  )
}

/** A bullet begins an item; a number does only where the text before has come to an end. */
function startsItem({ group, row }: Place, previous: Row, column: Column): boolean {
  const marker = listMarker(row.text)
  const first = group[0]
  if (!marker || !first) return false
  const isAtMargin = row.box.left <= first.box.left + INDENT * column.unit
  if (!isAtMargin && !listMarker(first.text)) return false
  return !marker.isOrdered || ENDS.test(previous.text) || endsEarly(previous, row, column)
}

function changesType(previous: Row, row: Row): boolean {
  if (isBold(previous) !== isBold(row)) return true
  if (goesOnInto(previous, row)) return false
  if (Math.min(previous.text.length, row.text.length) < TELLING_LENGTH) return false
  const [smaller, larger] = row.heightPx < previous.heightPx ? [row, previous] : [previous, row]
  const isHigher = larger.heightPx > TYPE_SIZE_CHANGE * smaller.heightPx
  return isHigher && characterWidth(larger) > TYPE_WIDTH_CHANGE * characterWidth(smaller)
}

/** Within a sentence the height of scanned rows tells nothing. */
function goesOnInto(previous: Row, row: Row): boolean {
  const areScanned = [previous, row].every(({ lines }) =>
    lines.every(({ line }) => line.isBold === undefined),
  )
  return areScanned && /^\p{Ll}/u.test(row.text) && !ENDS.test(previous.text)
}

const isBold = (row: Row) => row.lines.every(({ line }) => line.isBold === true)

/** The further rows of a list item are indented as its words are. */
function hangsUnderItem(first: Row, row: Row, column: Column): boolean {
  return listMarker(first.text) !== undefined && row.box.left - first.box.left > HANGING_INDENT * column.unit
}

/** Rows about one middle: short ones, or any after two that are. Rows that begin below each other are not centred. */
function isCentredUnder({ group, row }: Place, previous: Row, column: Column): boolean {
  const upper = group.at(-2)
  if (isOtherSize(previous, row)) return false
  const isCentred = (above: Row, below: Row) =>
    Math.abs(above.box.left - below.box.left) > INDENT * column.unit &&
    Math.abs(middleX(above.box) - middleX(below.box)) < column.unit / 2
  const beginAlike = upper && Math.abs(upper.box.left - previous.box.left) < INDENT * column.unit
  if (beginAlike && Math.abs(middleX(upper.box) - middleX(previous.box)) > SAME_MIDDLE * column.unit)
    return false
  const areShort = Math.max(previous.box.right, row.box.right) < column.right - column.unit
  return isCentred(previous, row) && (areShort || (upper !== undefined && isCentred(upper, previous)))
}

/** Sizes that a text layer tells are those of the type; heights of scanned lines differ by their letters. */
function isOtherSize(previous: Row, row: Row): boolean {
  const areKnown = [previous, row].every(({ lines }) => lines.every(({ line }) => line.isBold !== undefined))
  const [smaller = 0, larger = 0] = [previous.heightPx, row.heightPx].toSorted((a, b) => a - b)
  return areKnown && larger > CENTRED_SIZE_CHANGE * smaller
}

/** Rows nearer to each other than the text's usual rows, such as addresses above widely set text. */
const isSetClose = (previous: Row, row: Row, column: Column) => gapBetween(previous, row, column) < CLOSE

/** Rows with pieces far apart and rows of running text are no one text, but what stands under the last piece belongs to it. */
function isOfOtherCells(previous: Row, row: Row, column: Column): boolean {
  if (hasCells(previous) === hasCells(row) || /^\p{Ll}/u.test(row.text)) return false
  return previous.lines.slice(1).every(({ box }) => Math.abs(box.left - row.box.left) > column.unit)
}

/** The row's first word would have had room on the previous row, which looks like the end of a text. */
function endsEarly(previous: Row, row: Row, column: Column): boolean {
  const needed = firstWordWidth(row) + column.unit
  if (previous.box.right + needed >= column.right) return false
  if (ENDS.test(previous.text)) return true
  const isShort = ({ box }: Row) => box.right < column.left + SHORT_ROW * (column.right - column.left)
  return isShort(previous) && !(isShort(row) && GOES_ON.test(row.text))
}

function isIndented({ group, row, next }: Place, previous: Row, column: Column): boolean {
  if (column.isFlushRight) return false
  const indent = INDENT * column.unit
  const shift = row.box.left - previous.box.left
  if (shift > indent && !next) return isAtMargin(previous, column) && ENDS.test(previous.text)
  if (shift > indent) return next !== undefined && next.box.left < row.box.left - indent
  const hangs = group.length > 1 && previous.box.left - (group[0]?.box.left ?? 0) > indent
  return shift < -indent && (hangs || group.length > 1)
}

const isAtMargin = ({ box }: Row, column: Column) => box.left < column.left + INDENT * column.unit
