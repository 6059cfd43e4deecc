import type { Region, Table, TableCell } from '../../../src-shared/contract/page.ts'
import { docxParagraph } from './docx-paragraph.ts'
import type { DocxStore } from './docx-store.ts'
import { tableOfRegion, tableRows } from './drawable-table.ts'
import { styledLines } from './styled-lines.ts'

/** Word refuses tables with more. */
const MOST_COLUMNS = 63
/** The width between the margins, in twentieths of a point. */
const TEXT_WIDTH = 9070

/** A table of Word with its spans; what is too wide for Word is a paragraph a row, its cells parted by tabs. */
export function docxTable(region: Region, store: DocxStore): string {
  const table = tableOfRegion(region)
  if (!table || table.columnCount > MOST_COLUMNS)
    return tableRows(region)
      .map(row => docxParagraph([{ text: row.join('\t') }], {}, store))
      .join('')
  const columns = `<w:gridCol w:w="${Math.floor(TEXT_WIDTH / table.columnCount)}"/>`.repeat(table.columnCount)
  const rows = gridOf(table).map((row, at) => rowXml(row, { at, table, store }))
  const look =
    '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="04A0"/></w:tblPr>'
  // Without a paragraph between them two tables would be one.
  return `<w:tbl>${look}<w:tblGrid>${columns}</w:tblGrid>${rows.join('')}</w:tbl><w:p/>`
}

type Grid = readonly (readonly (TableCell | undefined)[])[]

/** For each place the cell that covers it. */
function gridOf(table: Table): Grid {
  const grid: (TableCell | undefined)[][] = Array.from({ length: table.rowCount }, () =>
    Array.from({ length: table.columnCount }, () => undefined),
  )
  for (const cell of table.cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1)
      grid[row]?.fill(cell, cell.column, cell.column + cell.columnSpan)
  }
  return grid
}

interface RowPlace {
  readonly at: number
  readonly table: Table
  readonly store: DocxStore
}

function rowXml(row: readonly (TableCell | undefined)[], { at, table, store }: RowPlace): string {
  const cells: string[] = []
  for (let column = 0; column < table.columnCount; ) {
    const cell = row[column]
    const span = cell ? cell.column + cell.columnSpan - column : 1
    cells.push(cellXml(cell, { at, span, store }))
    column += Math.max(1, span)
  }
  const isHead = row.every(cell => cell?.isHeader === true)
  return `<w:tr>${isHead ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.join('')}</w:tr>`
}

interface CellPlace {
  readonly at: number
  readonly span: number
  readonly store: DocxStore
}

function cellXml(cell: TableCell | undefined, { at, span, store }: CellPlace): string {
  const isStart = cell?.row === at
  const merge = cell && cell.rowSpan > 1 ? (isStart ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>') : ''
  const look = `${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${merge}`
  const lines = cell && isStart ? styledLines(cell) : []
  const paragraphs = lines.map(line =>
    docxParagraph(cell?.isHeader ? line.map(run => ({ ...run, isBold: true })) : line, {}, store),
  )
  return `<w:tc>${look === '' ? '' : `<w:tcPr>${look}</w:tcPr>`}${paragraphs.length > 0 ? paragraphs.join('') : '<w:p/>'}</w:tc>`
}
