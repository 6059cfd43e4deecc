import type { Region, Table, TableCell } from '../../../src-shared/contract/page.ts'
import { docxColumnWidths } from './docx-column-widths.ts'
import { docxParagraph } from './docx-paragraph.ts'
import type { DocxStore } from './docx-store.ts'
import { tableOfRegion, tableRows } from './drawable-table.ts'
import { styledLines } from './styled-lines.ts'

/** Word refuses tables with more. */
const MOST_COLUMNS = 63
/** Without a paragraph between them two tables would be one; this one is six points high. */
const GAP = '<w:p><w:pPr><w:spacing w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'

/** A table of Word with its spans; what is too wide for Word is a paragraph a row, its cells parted by tabs. */
export function docxTable(region: Region, store: DocxStore): string {
  const table = tableOfRegion(region)
  if (!table || table.columnCount > MOST_COLUMNS)
    return tableRows(region)
      .map(row => docxParagraph([{ text: row.join('\t') }], {}, store))
      .join('')
  const widths = docxColumnWidths(table)
  const columns = widths.map(width => `<w:gridCol w:w="${width}"/>`).join('')
  const rows = gridOf(table).map((row, at) => rowXml(row, { at, table, widths, store }))
  const look = `<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${sumOf(widths)}" w:type="dxa"/><w:tblLook w:val="04A0"/></w:tblPr>`
  return `<w:tbl>${look}<w:tblGrid>${columns}</w:tblGrid>${rows.join('')}</w:tbl>${GAP}`
}

const sumOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0)

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
  readonly widths: readonly number[]
  readonly store: DocxStore
}

function rowXml(row: readonly (TableCell | undefined)[], { at, table, widths, store }: RowPlace): string {
  const cells: string[] = []
  for (let column = 0; column < table.columnCount; ) {
    const cell = row[column]
    const span = cell ? cell.column + cell.columnSpan - column : 1
    const next = column + Math.max(1, span)
    cells.push(cellXml(cell, { at, span, width: sumOf(widths.slice(column, next)), store }))
    column = next
  }
  const isHead = row.every(cell => cell?.isHeader === true)
  return `<w:tr>${isHead ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.join('')}</w:tr>`
}

interface CellPlace {
  readonly at: number
  readonly span: number
  readonly width: number
  readonly store: DocxStore
}

function cellXml(cell: TableCell | undefined, { at, span, width, store }: CellPlace): string {
  const isStart = cell?.row === at
  const merge = cell && cell.rowSpan > 1 ? (isStart ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>') : ''
  const look = `<w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${merge}`
  const lines = cell && isStart ? styledLines(cell) : []
  const paragraphs = lines.map(line =>
    docxParagraph(cell?.isHeader ? line.map(run => ({ ...run, isBold: true })) : line, {}, store),
  )
  return `<w:tc><w:tcPr>${look}</w:tcPr>${paragraphs.length > 0 ? paragraphs.join('') : '<w:p/>'}</w:tc>`
}
