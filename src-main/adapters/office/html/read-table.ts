import type { TableCell } from '../../../../src-shared/contract/page.ts'
import type { FlowBlock, FlowRegion } from '../flow/flow-block.ts'
import { tableText } from '../flow/table-text.ts'
import type { Attributes } from './html-events.ts'
import { styledText } from './inline-text.ts'

/** A table with more columns is made to do harm. */
const MOST_COLUMNS = 500
/** A cell with more text holds a page, not a value. */
const MOST_CELL_CHARACTERS = 20_000
/** Rows and columns that spans may open up between cells. */
const MOST_PLACES = 500_000

interface ReadCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly isHeader: boolean
  readonly blocks: FlowBlock[]
}

/** A table that is being read. */
export interface OpenTable {
  beginRow(isHead: boolean): void
  /** Answers where the cell's blocks go. */
  beginCell(name: string, attributes: Attributes): FlowBlock[]
  /** What the table has come to: one region, or its contents where it only arranges them; pictures stand after it. */
  finish(): FlowBlock[]
}

/** A table without cells. */
export function openTable(isArrangement: boolean): OpenTable {
  const cells: ReadCell[] = []
  /** For each column the first row that is free. */
  const freeFrom: number[] = []
  let row = -1
  let column = 0
  let isHead = false
  let columnCount = 0
  let rowCount = 0

  const beginRow = (inHead: boolean): void => {
    row += 1
    column = 0
    isHead = inHead
  }

  return {
    beginRow,
    beginCell(name, attributes) {
      if (row < 0) beginRow(false)
      while ((freeFrom[column] ?? 0) > row) column += 1
      const blocks: FlowBlock[] = []
      if (column >= MOST_COLUMNS) return cells.at(-1)?.blocks ?? blocks
      const columnSpan = freeColumns(freeFrom, { row, column, wanted: spanOf(attributes.get('colspan')) })
      const rowSpan = spanOf(attributes.get('rowspan'))
      for (let at = column; at < column + columnSpan; at++) freeFrom[at] = row + rowSpan
      cells.push({ row, column, rowSpan, columnSpan, isHeader: isHead || name === 'th', blocks })
      column += columnSpan
      columnCount = Math.max(columnCount, column)
      rowCount = Math.max(rowCount, row + 1)
      return blocks
    },
    finish() {
      const isOneCell = cells.length <= 1
      if (isOneCell || isArrangement || rowCount * columnCount > MOST_PLACES)
        return cells.flatMap(each => each.blocks)
      const pictures = cells.flatMap(each => each.blocks.filter(isPicture))
      if (cells.some(holdsPage)) return cells.flatMap(each => each.blocks)
      const table = { rowCount, columnCount, cells: cells.map(each => cellOf(each, rowCount)) }
      if (table.cells.every(cell => cell.text === '')) return pictures
      return [{ kind: 'region', region: { category: 'table', text: tableText(table), table } }, ...pictures]
    },
  }
}

/** As many columns as are wanted, or up to the next cell that reaches down from above. */
function freeColumns(
  freeFrom: readonly number[],
  { row, column, wanted }: { readonly row: number; readonly column: number; readonly wanted: number },
): number {
  let count = 1
  while (count < wanted && column + count < MOST_COLUMNS && (freeFrom[column + count] ?? 0) <= row) count += 1
  return count
}

const MOST_SPAN = 10_000

function spanOf(attribute: string | undefined): number {
  const span = Number.parseInt(attribute ?? '1', 10)
  return span >= 1 ? Math.min(span, MOST_SPAN) : 1
}

const holdsPage = ({ blocks }: ReadCell): boolean =>
  blocks.reduce((sum, each) => sum + (each.kind === 'region' ? each.region.text.length : 0), 0) >
  MOST_CELL_CHARACTERS

const isPicture = (block: FlowBlock): boolean => block.kind === 'region' && block.region.picture !== undefined

function cellOf({ blocks, isHeader, rowSpan, ...place }: ReadCell, rowCount: number): TableCell {
  const regions = blocks.flatMap(block =>
    block.kind === 'region' && !isPicture(block) ? [block.region] : [],
  )
  const { text, runs } = styledText(regions.flatMap(runsOf))
  return {
    ...place,
    rowSpan: Math.min(rowSpan, rowCount - place.row),
    text,
    ...(isHeader ? { isHeader } : {}),
    ...(runs ? { runs } : {}),
  }
}

/** A table within a cell loses its columns. */
function runsOf({ text, runs }: FlowRegion, index: number) {
  const own = runs ?? [{ text: text.replaceAll('\t', ' ') }]
  return index === 0 ? own : [{ text: '\n' }, ...own]
}
