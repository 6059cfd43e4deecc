import { heightOf, median, quantile } from '../placed-line.ts'
import { characterWidth, type Row } from './group-rows.ts'

/** Rows of running text and tables, or rows of code with the text that they make. */
export type CodeRun =
  | { readonly kind: 'text'; readonly rows: readonly Row[] }
  | { readonly kind: 'code'; readonly rows: readonly Row[]; readonly code: string }

/** Where more of a column is in a typewriter's face, that is how it is written, code or not. */
const MOST_MONOSPACED = 0.92
/** Rows farther apart than this, in heights of a row, are two pieces of code. */
const FARTHEST = 3
/** From this distance on there is an empty row between two. */
const EMPTY_ROW = 1.75
const INDENT = 0.8
const E_MAIL = /^\S+@\S+$/
const CODE_SIGNS = /[;{}()[\]<>=$%&|\\/]|^[#>?]/

/** Parts the rows of a column into code and everything else, from top to bottom. */
export function findCode(rows: readonly Row[]): CodeRun[] {
  if (!rows.some(isMonospaced)) return [{ kind: 'text', rows }]
  const characters = (some: readonly Row[]) => some.reduce((sum, row) => sum + row.text.length, 0)
  if (characters(rows.filter(isMonospaced)) > MOST_MONOSPACED * characters(rows))
    return [{ kind: 'text', rows }]
  const left = quantile(
    rows.map(row => row.box.left),
    0.1,
  )
  const runs: Row[][] = []
  for (const row of rows) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && isMonospaced(last) === isMonospaced(row) && !isApart(last, row)) run.push(row)
    else runs.push([row])
  }
  return mergeText(
    runs.map(run =>
      isCode(run, left) ? { kind: 'code', rows: run, code: codeOf(run) } : { kind: 'text', rows: run },
    ),
  )
}

const isMonospaced = (row: Row) => !row.heading && row.lines.every(({ line }) => line.isMonospaced === true)

function isApart(upper: Row, lower: Row): boolean {
  return isMonospaced(lower) && lower.box.top - upper.box.top > FARTHEST * lower.heightPx
}

/** A single row at the margin is rather a name that is explained. */
function isCode(run: readonly Row[], columnLeft: number): boolean {
  const [first] = run
  if (!first || !isMonospaced(first)) return false
  if (run.length > 1) return true
  if (E_MAIL.test(first.text)) return false
  return first.box.left > columnLeft + INDENT * heightOf(first.box) || CODE_SIGNS.test(first.text)
}

function mergeText(runs: readonly CodeRun[]): CodeRun[] {
  const merged: CodeRun[] = []
  for (const run of runs) {
    const last = merged.at(-1)
    if (last?.kind === 'text' && run.kind === 'text')
      merged[merged.length - 1] = { kind: 'text', rows: [...last.rows, ...run.rows] }
    else merged.push(run)
  }
  return merged
}

/** Each letter in its place: a typewriter's letters are equally wide. */
function codeOf(rows: readonly Row[]): string {
  const width =
    median(rows.filter(row => row.lines.length === 1).map(characterWidth)) || characterWidthOf(rows)
  const left = Math.min(...rows.map(row => row.box.left))
  const written: string[] = []
  for (const [index, row] of rows.entries()) {
    const upper = rows[index - 1]
    if (upper && row.box.top - upper.box.top > EMPTY_ROW * row.heightPx) written.push('')
    let text = ''
    for (const { line, box } of row.lines) {
      const column = Math.round((box.left - left) / Math.max(1, width))
      text = `${text.padEnd(text === '' ? column : Math.max(column, text.length + 1))}${line.text}`
    }
    written.push(text)
  }
  return written.join('\n')
}

const characterWidthOf = (rows: readonly Row[]) =>
  median(
    rows
      .flatMap(row => row.lines)
      .map(({ line, box }) => (box.right - box.left) / Math.max(1, line.text.length)),
  )
