import { drawPage } from '../../adapters/engines/paddle/drawn-page-fixture.ts'
import { onePagePdf } from '../../adapters/pdfium/pdf-fixture.ts'
import type { GreyImage } from '../../core/ports/document-reader.ts'

/** Rows and columns of the table, 10,000 cells in all. */
export const SIDE = 100

/** What stands in a cell of the table; no two rows, and no two columns, are alike. */
export const cellText = (row: number, column: number): string =>
  String(1000 + ((row * 131 + column * 17) % 9000))

const CELL_PX = { width: 60, height: 40 } as const
const MARGIN_PX = 100

/** A scan of the table between its rules, 6,200 pixels wide. */
export function scannedTable(): GreyImage {
  const widthPx = 2 * MARGIN_PX + SIDE * CELL_PX.width
  const heightPx = 2 * MARGIN_PX + SIDE * CELL_PX.height
  const texts = places().map(({ row, column }) => ({
    text: cellText(row, column),
    x: MARGIN_PX + column * CELL_PX.width + 8,
    y: MARGIN_PX + row * CELL_PX.height + 28,
    sizePx: 20,
  }))
  const page = drawPage(texts, { widthPx, heightPx })
  const right = widthPx - MARGIN_PX
  const bottom = heightPx - MARGIN_PX
  for (let rule = 0; rule <= SIDE; rule++) {
    for (let x = MARGIN_PX; x <= right; x++)
      page.pixels[(MARGIN_PX + rule * CELL_PX.height) * widthPx + x] = 0
    for (let y = MARGIN_PX; y <= bottom; y++) page.pixels[y * widthPx + MARGIN_PX + rule * CELL_PX.width] = 0
  }
  return page
}

/** The same table as text and lines of a PDF. */
export function printedTable(): Buffer {
  const cell = { width: 24, height: 14 }
  const [width, height] = [SIDE * cell.width, SIDE * cell.height]
  const rules = Array.from(
    { length: SIDE + 1 },
    (_, at) =>
      `50 ${50 + at * cell.height} m ${50 + width} ${50 + at * cell.height} l S ${50 + at * cell.width} 50 m ${50 + at * cell.width} ${50 + height} l S`,
  )
  const texts = places().map(
    ({ row, column }) =>
      `BT /F1 8 Tf ${53 + column * cell.width} ${54 + (SIDE - 1 - row) * cell.height} Td (${cellText(row, column)}) Tj ET`,
  )
  return onePagePdf({
    entries: `/MediaBox[0 0 ${width + 100} ${height + 100}]`,
    content: ['0.5 w', ...rules, ...texts].join('\n'),
  })
}

const places = () =>
  Array.from({ length: SIDE * SIDE }, (_, at) => ({ row: Math.floor(at / SIDE), column: at % SIDE }))
