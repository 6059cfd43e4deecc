import type { Box, Line } from '../../../../../src-shared/contract/page.ts'
import { heightOf, median, middleX, unionOf, widthOf } from '../placed-line.ts'
import type { TableRow } from './bare-grid.ts'
import { partCloseColumns } from './part-close-columns.ts'
import type { Column } from './row-part.ts'
import { piecesOf, type TablePiece, type TableWord, textRows } from './table-words.ts'

/** Lengths are in line heights. Rows of a table stand no farther apart. */
const MOST_GAP = 2.4
/** Texts of one cell stand nearer than this, those of two farther apart. */
const CELL_GAP = 0.7
/** Free room between columns. */
const LEAST_CORRIDOR = 0.5
/** What reaches farther into it crosses it. */
const INTRUSION = 0.3
/** Rows that cross a corridor, as heads of several columns do, as a share of all. */
const MOST_CROSSING = 0.25
const LEAST_COLUMNS = 3
const LEAST_ROWS = 4
/** Of the places in all rows and columns, so many have text. */
const LEAST_FILLED = 0.45
/** The same of rows with several texts. */
const LEAST_FILLED_OF_SEVERAL = 0.6
/** Rows with text in three columns at least, as a share of those with text in two. */
const LEAST_FULL = 0.5
/** Left or right ends of a column's texts stand in one line. */
const SAME_END = 0.6
const LEAST_ALIGNED = 0.7
/** Rows at the end stand no farther apart than this share of the usual distance, and begin so near their column. */
const TAIL_GAP = 1.3
const SLACK = 0.7
/** A text with more words is part of a sentence; one that fills its column runs on below. */
const RUNNING_WORDS = 7
const SOME_WORDS = 3
const MANY_WORDS = 5
const LONG_WORDS = 9
const FEW_LONG = 1
/** Heads of a page are set in larger type than its text; so few of a table's texts are so much higher. */
const LARGER = 1.5
const MOST_LARGER = 0.05
const FILLING = 0.8
const MOST_PROSE = 0.5
/** Of a table's columns beside one with sentences, so few may have any. */
const MOST_PROSE_COLUMNS = 1
/** Short texts and numbers fill a table; a share of its cells have no more words than this. */
const SHORT_WORDS = 3
const LEAST_SHORT = 0.6
const MOST_WITHIN = 0.6
const CODE = /[{};<>"=[\]]|\(\)/
const MOST_CODE = 0.25
/** So few rows may have a bracket that closes in another column: statements do. */
const MOST_BRACKETS = 0.1
/** Dots between a title and its page are no table's; each alone in its column, in so few rows they may be. */
const LEADER = /(\.\s?){4,}|(·\s?){4,}|…{2,}/
const MOST_LEADERS = 0.3

/** A table without rules: its place, its rows of text, and the columns that they stand in. */
export interface BareTable {
  readonly box: Box
  readonly rows: readonly TableRow[]
  readonly columns: readonly Column[]
}

/** The tables without rules: texts that stand in three columns or more, row by row. */
export function findBareTables(words: readonly TableWord[], unit: number): BareTable[] {
  const rows = textRows(words).map(row => rowOf(row, unit))
  return blocksOf(rows, unit).flatMap(block => {
    const first = block.findIndex(row => row.pieces.length > 1)
    const last = block.findLastIndex(row => row.pieces.length > 1)
    const wide = block.slice(first, last + 1)
    const { rows: own, columns } = partCloseColumns({ rows: wide, columns: columnsOf(wide, unit) }, unit)
    if (columns.length < LEAST_COLUMNS || !isTable(own, columns, unit)) return []
    const all = [...own, ...tailOf(own, block.slice(last + 1), columns)]
    return [{ box: unionOf(all.map(row => row.box)), rows: all, columns }]
  })
}

function rowOf(words: readonly TableWord[], unit: number): TableRow {
  const pieces: { words: TableWord[]; box: Box }[] = []
  for (const piece of piecesOf(words, unit)) {
    const last = pieces.at(-1)
    if (last && piece.box.left - last.box.right < CELL_GAP * unit) {
      last.words.push(...piece.words)
      last.box = unionOf([last.box, piece.box])
    } else pieces.push({ words: [...piece.words], box: piece.box })
  }
  return { pieces, box: unionOf(pieces.map(({ box }) => box)) }
}

/** Rows that follow each other, parted where there is much room and by lines of running text. */
function blocksOf(rows: readonly TableRow[], unit: number): TableRow[][] {
  const blocks: TableRow[][] = [[]]
  let bottom = -Infinity
  for (const row of rows) {
    if (row.box.top - bottom > MOST_GAP * unit) blocks.push([])
    bottom = row.box.bottom
    if (isSentence(row)) blocks.push([])
    else blocks.at(-1)?.push(row)
  }
  return blocks.filter(block => block.filter(row => row.pieces.length > 1).length >= LEAST_ROWS)
}

const isSentence = ({ pieces }: TableRow) =>
  pieces.length === 1 && (pieces[0]?.words.length ?? 0) >= RUNNING_WORDS

/** What stands between the corridors that all rows leave free but those with heads of several columns. */
function columnsOf(rows: readonly TableRow[], unit: number): Column[] {
  const several = rows.filter(row => row.pieces.length > 1)
  const pieces = several.flatMap(row => row.pieces)
  const corridors = corridorsOf(pieces, {
    least: LEAST_CORRIDOR * unit,
    most: Math.floor(MOST_CROSSING * several.length),
  })
  const isAcross = ({ box }: TablePiece) =>
    corridors.some(
      ({ left, right }) =>
        Math.min(box.right, right) - Math.max(box.left, left) > INTRUSION * unit &&
        (box.left < left || box.right > right),
    )
  const inColumns = pieces.filter(piece => !isAcross(piece))
  const free = corridorsOf(inColumns, { least: INTRUSION * unit, most: 0 })
  const ends = unionOf(inColumns.map(({ box }) => box))
  return [...free, { left: ends.right, right: ends.right }].map(({ left }, index) => ({
    left: free[index - 1]?.right ?? ends.left,
    right: left,
  }))
}

/** The free room between texts, which a few may cross. */
function corridorsOf(
  pieces: readonly TablePiece[],
  { least, most }: { readonly least: number; readonly most: number },
): Column[] {
  const edges = pieces
    .flatMap(({ box }) => [[box.left, 1] as const, [box.right, -1] as const])
    .toSorted((a, b) => a[0] - b[0] || b[1] - a[1])
  const corridors: Column[] = []
  let covering = 0
  let left: number | undefined
  for (const [x, change] of edges) {
    const before = covering
    covering += change
    if (before > most && covering <= most) left = x
    if (before <= most && covering > most && left !== undefined && x - left >= least)
      corridors.push({ left, right: x })
  }
  return corridors
}

const isIn = ({ box }: TablePiece, { left, right }: Column) => middleX(box) > left && middleX(box) < right

function isTable(rows: readonly TableRow[], columns: readonly Column[], unit: number): boolean {
  const several = rows.filter(row => row.pieces.length > 1)
  const full = several.filter(row => row.pieces.length >= LEAST_COLUMNS)
  if (full.length < Math.max(LEAST_ROWS, LEAST_FULL * several.length)) return false
  const pieces = rows.flatMap(row => row.pieces)
  const beside = several.reduce((sum, row) => sum + row.pieces.length, 0)
  if (beside < LEAST_FILLED_OF_SEVERAL * several.length * columns.length) return false
  if (pieces.length < LEAST_FILLED * rows.length * columns.length || isCode(pieces)) return false
  if (pieces.some(piece => LEADER.test(textOf(piece)))) return false
  const leaders = rows.filter(row => LEADER.test(row.pieces.map(textOf).join(' ')))
  if (leaders.length > MOST_LEADERS * rows.length) return false
  if (several.filter(hasOpenBracket).length > MOST_BRACKETS * several.length) return false
  if (pieces.filter(piece => piece.words.length <= SHORT_WORDS).length < LEAST_SHORT * pieces.length)
    return false
  const texts = columns.map(column => pieces.filter(piece => isIn(piece, column)))
  if (pieces.filter(({ words }) => words.length >= LONG_WORDS).length > FEW_LONG) return false
  if (hasLargeType(pieces)) return false
  if (texts.some(own => goesOnBelow(own, SOME_WORDS))) return false
  if (goesOnBelow(pieces, MANY_WORDS) || goesOnBelow(linesOf(pieces), MANY_WORDS)) return false
  if (texts.filter(isVaried).length < LEAST_COLUMNS - 1) return false
  const prose = texts.filter((own, index) => isProse(own, columns[index]))
  if (prose.length > MOST_PROSE_COLUMNS || columns.length - prose.length < LEAST_COLUMNS - 1) return false
  return texts.filter(own => isAligned(own, unit)).length >= LEAST_ALIGNED * columns.length
}

const textOf = ({ words }: TablePiece): string => words.map(({ word }) => word.text).join(' ')

/** Whether a bracket opens in one text of the row and closes in another. */
function hasOpenBracket({ pieces }: TableRow): boolean {
  const depths = pieces.map(piece => {
    const letters = [...textOf(piece)]
    return letters.filter(letter => letter === '(').length - letters.filter(letter => letter === ')').length
  })
  const opening = depths.findIndex(depth => depth > 0)
  return opening >= 0 && depths.slice(opening + 1).some(depth => depth < 0)
}

/** Lines of a list that begin with the same words stand in columns too. */
const isVaried = (texts: readonly TablePiece[]): boolean => new Set(texts.map(textOf)).size > 1

/** Whether texts are lines that fill their column. */
function isProse(texts: readonly TablePiece[], column: Column | undefined): boolean {
  const width = column ? column.right - column.left : 0
  const filling = texts.filter(
    ({ words, box }) => words.length >= SOME_WORDS && widthOf(box) > FILLING * width,
  )
  return filling.length > MOST_PROSE * texts.length
}

/** Whether most lines of several words begin within a sentence: then they are a column of the page's text. */
function goesOnBelow(texts: readonly Pick<TablePiece, 'words'>[], least: number): boolean {
  const long = texts.filter(({ words }) => words.length >= least)
  const within = long.filter(({ words }) => /^\p{Ll}/u.test(words[0]?.word.text ?? ''))
  return long.length >= LEAST_ROWS && within.length > MOST_WITHIN * long.length
}

/** The words by the lines that they were read in: justified text has gaps as wide as those between cells. */
function linesOf(pieces: readonly TablePiece[]): readonly Pick<TablePiece, 'words'>[] {
  const byLine = new Map<Line, TableWord[]>()
  for (const word of pieces.flatMap(({ words }) => words)) {
    const own = byLine.get(word.line)
    if (own) own.push(word)
    else byLine.set(word.line, [word])
  }
  return [...byLine.values()].map(words => ({ words }))
}

function hasLargeType(pieces: readonly TablePiece[]): boolean {
  const heights = pieces.map(({ words }) => median(words.map(({ box }) => heightOf(box))))
  const usual = median(heights)
  return heights.filter(height => height > LARGER * usual).length > MOST_LARGER * pieces.length
}

/** Programs stand in columns too. */
function isCode(pieces: readonly TablePiece[]): boolean {
  const signed = pieces.filter(({ words }) => words.some(({ word }) => CODE.test(word.text)))
  const prompts = pieces.filter(({ words }) => words.length > 1 && words[0]?.word.text === '>')
  return signed.length > MOST_CODE * pieces.length || prompts.length > 1
}

function isAligned(texts: readonly TablePiece[], unit: number): boolean {
  const ends = [
    texts.map(({ box }) => box.left),
    texts.map(({ box }) => box.right),
    texts.map(({ box }) => middleX(box)),
  ]
  return ends.some(places => {
    const usual = median(places)
    return places.filter(at => Math.abs(at - usual) < SAME_END * unit).length >= LEAST_ALIGNED * places.length
  })
}

/** Rows under the last one with several texts, as near as the rows above: each is the rest of a cell or the only cell of its row. */
function tailOf(
  rows: readonly TableRow[],
  below: readonly TableRow[],
  columns: readonly Column[],
): readonly TableRow[] {
  const all = [...rows, ...below]
  const gaps = all.slice(1).map(({ box }, index) => box.top - (all[index]?.box.bottom ?? 0))
  const most = TAIL_GAP * Math.max(0, median(gaps.slice(0, rows.length - 1)))
  const isIn = (box: Box) =>
    columns.some(
      ({ left }, index) =>
        box.left >= left - SLACK * heightOf(box) &&
        box.right < (columns[index + 1]?.left ?? columns[index]?.right ?? 0),
    )
  const end = below.findIndex(({ box }, index) => (gaps[rows.length - 1 + index] ?? 0) > most || !isIn(box))
  return end < 0 ? below : below.slice(0, end)
}
