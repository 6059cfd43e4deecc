import type { Box } from '../../../../src-shared/contract/page.ts'
import type { TableGrid } from '../../../core/ports/table-model.ts'

/** The model takes every table within a square of this side. */
export const TABLE_SIDE_PX = 488

const LARGEST_SPAN = 20
const spans = (name: string) => Array.from({ length: LARGEST_SPAN - 1 }, (_, at) => ` ${name}="${at + 2}"`)

/** The model's classes in their order: pieces of HTML. */
const CLASSES = [
  ...['start', '<thead>', '</thead>', '<tbody>', '</tbody>', '<tr>', '</tr>', '<td', '>', '</td>'],
  ...[...spans('colspan'), ...spans('rowspan'), '<td></td>', 'end'],
]
/** A cell's corners x, y from top left clockwise. */
const CORNERS = 8

/** What the model gives for each step. */
export interface TableOutputs {
  readonly classes: Float32Array
  readonly corners: Float32Array
}

interface Step {
  readonly token: string
  readonly score: number
  readonly at: number
}

/** A cell as it is read, before its column is known. */
interface OpenCell {
  readonly row: number
  readonly at: number
  rowSpan: number
  columnSpan: number
}

/** Rows and columns out of the model's steps. `scale` brings its unit square to pixels of the image. Undefined where the table does not end. */
export function decodeTable(outputs: TableOutputs, scale: number): TableGrid | undefined {
  const steps = stepsOf(outputs.classes)
  if (!steps) return undefined
  const open = cellsOf(steps)
  const rowCount = steps.filter(({ token }) => token === '<tr>').length
  const cells = placeCells(open, rowCount).map(({ at, ...cell }) => ({
    ...cell,
    box: boxOf(outputs.corners.subarray(at * CORNERS, (at + 1) * CORNERS), scale),
  }))
  if (cells.length === 0) return undefined
  const columnCount = Math.max(...cells.map(cell => cell.column + cell.columnSpan))
  const score = steps.reduce((sum, step) => sum + Math.log(Math.max(1e-6, step.score)), 0) / steps.length
  return { rowCount, columnCount, headRows: headRowsOf(steps), cells, score: Math.exp(score) }
}

function stepsOf(classes: Float32Array): Step[] | undefined {
  const steps: Step[] = []
  for (let at = 0; (at + 1) * CLASSES.length <= classes.length; at++) {
    const scores = classes.subarray(at * CLASSES.length, (at + 1) * CLASSES.length)
    let best = 0
    for (let index = 1; index < scores.length; index++)
      if ((scores[index] ?? 0) > (scores[best] ?? 0)) best = index
    const token = CLASSES[best] ?? ''
    if (token === 'end') return steps
    if (token !== 'start') steps.push({ token, score: scores[best] ?? 0, at })
  }
  return undefined
}

function headRowsOf(steps: readonly Step[]): number {
  const end = steps.findIndex(({ token }) => token === '</thead>')
  return steps.slice(0, Math.max(0, end)).filter(({ token }) => token === '<tr>').length
}

function cellsOf(steps: readonly Step[]): OpenCell[] {
  const cells: OpenCell[] = []
  let row = -1
  for (const { token, at } of steps) {
    if (token === '<tr>') row++
    else if (token === '<td' || token === '<td></td>')
      cells.push({ row: Math.max(0, row), at, rowSpan: 1, columnSpan: 1 })
    const span = /^ (colspan|rowspan)="(\d+)"$/.exec(token)
    const cell = cells.at(-1)
    if (!span || !cell) continue
    if (span[1] === 'colspan') cell.columnSpan = Number(span[2])
    else cell.rowSpan = Number(span[2])
  }
  return cells
}

/** Each cell takes the first free place of its row, as in HTML. */
function placeCells(cells: readonly OpenCell[], rowCount: number) {
  const taken = Array.from({ length: rowCount }, () => new Set<number>())
  return cells.map(({ row, rowSpan, columnSpan, at }) => {
    let column = 0
    while (taken[row]?.has(column)) column++
    const rows = Math.min(rowSpan, rowCount - row)
    let columns = 1
    while (columns < columnSpan && !taken[row]?.has(column + columns)) columns++
    for (let y = row; y < row + rows; y++) for (let x = column; x < column + columns; x++) taken[y]?.add(x)
    return { row, column, rowSpan: Math.max(1, rows), columnSpan: columns, at }
  })
}

function boxOf(corners: Float32Array, scale: number): Box {
  const at = (index: number) => (corners[index] ?? 0) * scale
  return {
    left: Math.min(at(0), at(6)),
    top: Math.min(at(1), at(3)),
    right: Math.max(at(2), at(4)),
    bottom: Math.max(at(5), at(7)),
  }
}
