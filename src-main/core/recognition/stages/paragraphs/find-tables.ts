import { median, type PlacedLine } from '../placed-line.ts'
import type { Row } from './group-rows.ts'
import { isListSign } from './list-marker.ts'

/** Rows of running text, or rows whose cells stand in columns. */
export type RowRun =
  | { readonly kind: 'text'; readonly rows: readonly Row[] }
  | { readonly kind: 'table'; readonly rows: readonly Row[]; readonly cells: readonly (readonly string[])[] }

/** Texts of a row, with the places where they begin and end. */
interface Cell extends Piece {
  /** Its words with their places; the whole where these are not known. */
  readonly words: readonly Piece[]
}

interface Piece {
  readonly text: string
  readonly left: number
  readonly right: number
}

/** Lengths are in heights of the block's middle row. */
const CELL_GAP = 1
const WORD_GAP = 0.75
const MOST_ROW_DISTANCE = 3.2
const RUNNING_WIDTH = 12
const RUNNING_WORDS = 5
/** A table has this many rows with cells beside each other; two are enough when they have many cells. */
const LEAST_ROWS = 3
const MANY_CELLS = 3
/** The rows from which the columns are taken are at least this share of the table. */
const LEAST_TYPICAL = 0.2
/** What numbers the items of a list, or marks them; most rows of a list have it, where its items hold lists of their own. */
const LIST_NUMBER = /^(\(?(\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})[.)]|[•●○▪■◦‣∙])$/
const LEAST_NUMBERED = 0.6
/** Longer tables are parted: what is no table must not be looked at for long. */
const MOST_ROWS = 300

/** Parts the rows of a column into running text and tables, from top to bottom. */
export function findTables(rows: readonly Row[]): RowRun[] {
  const unit = median(rows.map(row => row.heightPx)) || 1
  const cells = rows.map(row => cellsOf(row.lines, unit))
  const runs: RowRun[] = []
  let text: Row[] = []
  let at = 0
  while (at < rows.length) {
    const end = endOfTable(rows, cells, { at, unit })
    const grid = gridOf(cells.slice(at, end), unit)
    if (grid) {
      if (text.length > 0) runs.push({ kind: 'text', rows: text })
      text = []
      runs.push({ kind: 'table', rows: rows.slice(at, end), cells: grid })
      at = end
    } else text.push(...rows.slice(at, ++at))
  }
  return text.length > 0 ? [...runs, { kind: 'text', rows: text }] : runs
}

/** The row's words, parted where more room than a blank is between them. */
function cellsOf(lines: readonly PlacedLine[], unit: number): Cell[] {
  const cells: Cell[] = []
  for (const piece of lines.flatMap(placed => piecesOf(placed, unit))) {
    const last = cells.at(-1)
    if (last && piece.left - last.right < CELL_GAP * unit) {
      const words = [...last.words, ...piece.words]
      cells[cells.length - 1] = {
        ...{ text: `${last.text} ${piece.text}`, words },
        ...{ left: last.left, right: piece.right },
      }
    } else cells.push(piece)
  }
  return cells
}

/** A line whose words stand level in a text layer may hold several narrow cells. */
function piecesOf(placed: PlacedLine, unit: number): Cell[] {
  const { line, box } = placed
  const whole = { text: line.text, left: box.left, right: box.right, words: wordsOf(placed) }
  if (line.isBold === undefined || line.box.left !== box.left) return [whole]
  const pieces: Cell[] = []
  for (const word of line.words) {
    const last = pieces.at(-1)
    if (last && word.box.left - last.right < WORD_GAP * unit) {
      pieces[pieces.length - 1] = {
        text: `${last.text} ${word.text}`,
        left: last.left,
        right: word.box.right,
        words: [...last.words, { text: word.text, left: word.box.left, right: word.box.right }],
      }
    } else {
      const piece = { text: word.text, left: word.box.left, right: word.box.right }
      pieces.push({ ...piece, words: [piece] })
    }
  }
  return pieces.length < 2 ? [whole] : pieces
}

/** The words at their places on the straightened page; mirrored lines and those whose words are not all known stay whole. */
function wordsOf({ line, box }: PlacedLine): Piece[] {
  const isKnown = line.words.map(word => word.text).join(' ') === line.text
  if (!isKnown || box.right <= 0) return [{ text: line.text, left: box.left, right: box.right }]
  const shift = box.left - line.box.left
  return line.words.map(({ text, box: place }) => ({
    text,
    left: place.left + shift,
    right: place.right + shift,
  }))
}

/** Where the rows with cells beside each other end; a row of a single cell may stand between them. */
function endOfTable(
  rows: readonly Row[],
  cells: readonly (readonly Cell[])[],
  { at, unit }: { readonly at: number; readonly unit: number },
): number {
  const hasSeveral = (index: number) => (cells[index]?.length ?? 0) > 1
  if (!hasSeveral(at)) return at
  let end = at + 1
  while (end < Math.min(rows.length, at + MOST_ROWS)) {
    const above = rows[end - 1]
    const below = rows[end]
    if (!above || !below || below.box.top - above.box.bottom > MOST_ROW_DISTANCE * unit) break
    if (!hasSeveral(end) && !(hasSeveral(end + 1) && hasSeveral(end - 1))) break
    end++
  }
  return end
}

/** The texts by row and column, or undefined when the cells do not stand in columns. */
function gridOf(rows: readonly (readonly Cell[])[], unit: number): string[][] | undefined {
  const several = rows.filter(row => row.length > 1)
  const columns = columnsOf(several, unit)
  if (!columns || several.length < (columns.length >= MANY_CELLS ? LEAST_ROWS - 1 : LEAST_ROWS))
    return undefined
  return rows.map(row => {
    const texts = columns.map(() => '')
    for (const cell of row.flatMap(each => partedCell(each, columns))) {
      const index = columnOf(cell, columns)
      texts[index] = [texts[index], cell.text].filter(text => text).join(' ')
    }
    return texts
  })
}

/** A line read over several columns is parted where each of them has words of its own and no word stands between two. */
function partedCell(cell: Cell, columns: readonly Piece[]): readonly Piece[] {
  const covered = columns.filter(column => cell.left < column.right && cell.right > column.left)
  if (covered.length < 2) return [cell]
  const parts = new Map<Piece, Piece>()
  for (const word of cell.words) {
    const own = covered.filter(column => word.left < column.right && word.right > column.left)
    const [column] = own
    if (!column || own.length > 1) return [cell]
    const part = parts.get(column)
    parts.set(column, part ? { text: `${part.text} ${word.text}`, left: part.left, right: word.right } : word)
  }
  return parts.size === covered.length ? [...parts.values()] : [cell]
}

/** The columns in which those rows agree that have as many cells, tried from the widest rows down. */
function columnsOf(rows: readonly (readonly Cell[])[], unit: number): readonly Cell[] | undefined {
  const widths = [...new Set(rows.map(row => row.length))].sort((a, b) => b - a)
  for (const width of widths) {
    const typical = rows.filter(row => row.length === width)
    if (typical.length < Math.max(2, LEAST_TYPICAL * rows.length)) continue
    const columns = mergeCells(typical.flat())
    if (columns.length !== width) continue
    if (width === 2 && (isRunning(typical, 0, unit) || isRunning(typical, 1, unit) || isNumbered(typical)))
      continue
    return columns
  }
  return undefined
}

/** Lines of text with their numbers beside them, as in court records, are no table, nor are items of a list with their signs. */
function isNumbered(rows: readonly (readonly Cell[])[]): boolean {
  const signed = rows.filter(([sign, text]) => LIST_NUMBER.test(sign?.text ?? '') && hasWord(text))
  if (signed.length >= LEAST_NUMBERED * rows.length) return true
  return rows.every(
    ([sign, text]) => (/^\d{1,3}$/.test(sign?.text ?? '') || isListSign(sign?.text ?? '')) && hasWord(text),
  )
}

const hasWord = (cell: Cell | undefined): boolean => /\p{L}{2}/u.test(cell?.text ?? '')

/** The places that cells of several rows have in common, from left to right. */
function mergeCells(cells: readonly Cell[]): Cell[] {
  const columns: Cell[] = []
  for (const cell of cells.toSorted((a, b) => a.left - b.left)) {
    const last = columns.at(-1)
    if (last && cell.left < last.right) {
      columns[columns.length - 1] = { ...last, right: Math.max(last.right, cell.right) }
    } else columns.push(cell)
  }
  return columns
}

function isRunning(rows: readonly (readonly Cell[])[], index: number, unit: number): boolean {
  const cells = rows.flatMap(row => row[index] ?? [])
  const width = median(cells.map(cell => cell.right - cell.left))
  return (
    width > RUNNING_WIDTH * unit && median(cells.map(cell => cell.text.split(' ').length)) >= RUNNING_WORDS
  )
}

/** The column that shares most with the cell, otherwise the nearest. */
function columnOf(cell: Piece, columns: readonly Piece[]): number {
  let best = 0
  let most = -Infinity
  for (const [index, column] of columns.entries()) {
    const shared = Math.min(cell.right, column.right) - Math.max(cell.left, column.left)
    if (shared <= most) continue
    best = index
    most = shared
  }
  return best
}
