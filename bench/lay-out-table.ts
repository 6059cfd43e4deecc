import path from 'node:path'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import type { TableCell } from '../src-shared/contract/page.ts'
import type { MadeTable, TableStyle } from './make-table.ts'

/** A page to draw: texts at their baselines and filled areas, in pixels of 200 dpi. */
export interface SketchedPage {
  readonly widthPx: number
  readonly heightPx: number
  readonly texts: readonly {
    readonly text: string
    readonly x: number
    readonly y: number
    readonly isBold: boolean
  }[]
  readonly fills: readonly {
    readonly x: number
    readonly y: number
    readonly widthPx: number
    readonly heightPx: number
    readonly grey: number
  }[]
}

/** Ten points at 200 dpi. */
export const TYPE_PX = 27
const LINE_PX = 33
const PAGE = { widthPx: 1654, heightPx: 2339, marginPx: 170 }
const FACES = { regular: 'Table Sans', bold: 'Table Sans Bold' } as const
const FONTS = path.resolve(import.meta.dirname, '../node_modules/pdfjs-dist/standard_fonts')

const ABOVE = [
  'The table below gives the figures of the past period as they were counted by the',
  'office. Values in brackets are estimates, and empty cells were not measured at all.',
]
const BELOW = [
  'The next section compares these figures with those of the years before, and tells',
  'where the difference comes from. A list of all sources follows at the end.',
]

/** Sets a table on a page with some text above and below it. */
export function layOutTable(made: MadeTable, style: TableStyle): SketchedPage {
  const widthOf = measureText()
  const { marginPx, widthPx } = PAGE
  const space = { padPx: style === 'bare' || style === 'banded' ? 14 : 10, widthPx: widthPx - 2 * marginPx }
  const texts: SketchedPage['texts'][number][] = []
  const fills: SketchedPage['fills'][number][] = []
  const write = (text: string, [x, y]: readonly [number, number], isBold = false) =>
    texts.push({ text, x, y, isBold })
  for (const [at, line] of ABOVE.entries()) write(line, [marginPx, 200 + at * LINE_PX])
  const xs = made.edges.map(edge => marginPx + edge * space.widthPx)
  const columnsOf = ({ column, columnSpan }: TableCell) =>
    [xs[column] ?? 0, xs[column + columnSpan] ?? 0] as const
  const lines = new Map(
    made.table.cells.map(cell => {
      const [left, right] = columnsOf(cell)
      return [cell, wrap(cell.text, right - left - 2 * space.padPx, widthOf)]
    }),
  )
  const heights = Array.from(
    { length: made.table.rowCount },
    (_, row) =>
      Math.max(
        1,
        ...made.table.cells
          .filter(cell => cell.row === row && cell.rowSpan === 1)
          .map(cell => lines.get(cell)?.length ?? 1),
      ) *
        LINE_PX +
      2 * space.padPx,
  )
  const ys = [200 + ABOVE.length * LINE_PX + 20]
  for (const height of heights) ys.push((ys.at(-1) ?? 0) + height)
  for (const cell of made.table.cells) {
    const [left, right] = columnsOf(cell)
    const own = lines.get(cell) ?? []
    const top = (ys[cell.row] ?? 0) + space.padPx
    const isNumber = made.columns[cell.column] === 'number'
    own.forEach((line, at) => {
      const width = widthOf(line, cell.isHeader === true)
      const free = right - left - 2 * space.padPx - width
      const isCentred = cell.columnSpan > 1 && cell.isHeader === true
      const shift = isCentred ? free / 2 : isNumber && cell.columnSpan === 1 ? free : 0
      const place = [left + space.padPx + shift, top + at * LINE_PX + TYPE_PX * 0.9] as const
      write(line, place, cell.isHeader === true)
    })
  }
  fills.push(...rulesOf(made, { style, xs, ys }))
  const end = (ys.at(-1) ?? 0) + 2 * LINE_PX
  for (const [at, line] of BELOW.entries()) write(line, [marginPx, end + at * LINE_PX])
  return { widthPx, heightPx: PAGE.heightPx, texts, fills }
}

interface Frame {
  readonly style: TableStyle
  readonly xs: readonly number[]
  readonly ys: readonly number[]
}

function rulesOf({ table, headRows }: MadeTable, { style, xs, ys }: Frame): SketchedPage['fills'][number][] {
  const [left = 0, right = 0, top = 0, bottom = 0] = [xs[0], xs.at(-1), ys[0], ys.at(-1)]
  const headEnd = ys[headRows] ?? top
  const level = (y: number, [from, to]: readonly [number, number], px: number) => ({
    x: from - px / 2,
    y: y - px / 2,
    widthPx: to - from + px,
    heightPx: px,
    grey: 0,
  })
  const upright = (x: number, [from, to]: readonly [number, number], px: number) => ({
    x: x - px / 2,
    y: from - px / 2,
    widthPx: px,
    heightPx: to - from + px,
    grey: 0,
  })
  if (style === 'bare') return []
  if (style === 'banded') {
    const spans = table.cells.filter(cell => cell.row === 0 && cell.columnSpan > 1 && headRows > 1)
    return [
      level(top, [left, right], 4),
      level(headEnd, [left, right], 2),
      level(bottom, [left, right], 4),
      ...spans.map(cell =>
        level(ys[1] ?? 0, [(xs[cell.column] ?? 0) + 14, (xs[cell.column + cell.columnSpan] ?? 0) - 14], 2),
      ),
    ]
  }
  const px = style === 'heavy' ? 4 : 2
  const strokes = table.cells.flatMap(cell => {
    const [x1 = 0, x2 = 0] = [xs[cell.column], xs[cell.column + cell.columnSpan]]
    const [y1 = 0, y2 = 0] = [ys[cell.row], ys[cell.row + cell.rowSpan]]
    const sides = [level(y1, [x1, x2], px), level(y2, [x1, x2], px)]
    if (style !== 'open' || x1 > left) sides.push(upright(x1, [y1, y2], px))
    if (style !== 'open' || x2 < right) sides.push(upright(x2, [y1, y2], px))
    return sides
  })
  const head =
    style === 'heavy' ? [{ x: left, y: top, widthPx: right - left, heightPx: headEnd - top, grey: 215 }] : []
  return [...head, ...strokes]
}

function wrap(text: string, widthPx: number, widthOf: (text: string, isBold: boolean) => number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && widthOf(longer, true) <= widthPx) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** Draws with typefaces that come with the development packages. */
export function canvasOf(widthPx: number, heightPx: number) {
  GlobalFonts.registerFromPath(path.join(FONTS, 'LiberationSans-Regular.ttf'), FACES.regular)
  GlobalFonts.registerFromPath(path.join(FONTS, 'LiberationSans-Bold.ttf'), FACES.bold)
  return createCanvas(widthPx, heightPx).getContext('2d')
}

export const fontOf = (isBold: boolean) => `${TYPE_PX}px "${isBold ? FACES.bold : FACES.regular}"`

function measureText() {
  const context = canvasOf(10, 10)
  return (text: string, isBold: boolean) => {
    context.font = fontOf(isBold)
    return context.measureText(text).width
  }
}
