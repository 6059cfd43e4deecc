import type { Table, TableCell } from '../src-shared/contract/page.ts'
import { seededRandom } from './seeded-random.ts'

/** How a table's rules are drawn. */
export const TABLE_STYLES = ['grid', 'heavy', 'open', 'banded', 'bare'] as const
export type TableStyle = (typeof TABLE_STYLES)[number]

/** A table that is made up, with the kinds of its columns. */
export interface MadeTable {
  readonly table: Table
  readonly headRows: number
  readonly columns: readonly ColumnKind[]
  /** Left edge of each column and right edge of the last, as shares of the width. */
  readonly edges: readonly number[]
}

export type ColumnKind = 'label' | 'number' | 'word' | 'sentence'

const LABELS = [
  'Temperature',
  'Pressure',
  'Net revenue',
  'Operating costs',
  'Depth of water',
  'Mean age',
  'Staff members',
  'Library visits',
  'Repairs',
  'Cash at hand',
  'Rainfall',
  'Harvest',
  'Journeys',
  'Electric power',
  'Heating oil',
  'Insurance',
]
const WORDS = [
  'north',
  'annual',
  'steel',
  'approved',
  'closed',
  'summer',
  'blue',
  'Berlin',
  'review',
  'open',
  'partly',
  'none',
  'Lyon',
  'draft',
  'paper',
  'weekly',
]
const HEADS = [
  'Region',
  'Result',
  'Year',
  'Share',
  'Amount',
  'Change',
  'Status',
  'Total',
  'Period',
  'Unit',
  'Group',
  'Rate',
]
const SENTENCES = [
  'Delivered in two parts, the second after the spring fair.',
  'Measured at noon on the roof of the station.',
  'The value was corrected after the audit.',
  'Only members of the council may vote on this.',
  'See the notes of the last meeting.',
  'Counted by hand; small coins were left out.',
]

/** Makes up a table: heads over several columns, groups over several rows, numbers, empty cells. The seed decides all. */
export function makeTable(seed: number): MadeTable {
  const random = seededRandom(seed)
  const pick = <Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value => {
    const value = values[Math.floor(random() * values.length)]
    if (value === undefined) throw new RangeError('nothing to pick from')
    return value
  }
  const columnCount = 3 + Math.floor(random() * 4)
  const hasGroups = columnCount > 3 && random() < 0.4
  const columns = Array.from({ length: columnCount }, (_, column): ColumnKind => {
    if (column === 0) return hasGroups ? 'word' : 'label'
    if (column === 1 && hasGroups) return 'label'
    if (columnCount < 6 && column === columnCount - 1 && random() < 0.4) return 'sentence'
    return random() < 0.75 ? 'number' : 'word'
  })
  const bodyRows = 4 + Math.floor(random() * 8)
  const hasSpanningHead = random() < 0.6
  const headRows = hasSpanningHead ? 2 : 1
  const textOf = (kind: ColumnKind): string => {
    if (kind === 'label')
      return random() < 0.25
        ? `${pick(LABELS)} of the ${pick(WORDS)} ${pick(LABELS).toLowerCase()}`
        : pick(LABELS)
    if (kind === 'word') return pick(WORDS)
    if (kind === 'sentence') return pick(SENTENCES)
    if (random() < 0.1) return ''
    const value = random() * 10 ** Math.floor(1 + random() * 4)
    return value.toFixed(Math.floor(random() * 3)) + (random() < 0.15 ? ' %' : '')
  }
  const cells: TableCell[] = []
  const add: AddCell = ([row, column], text, spans = {}) =>
    cells.push({
      row,
      column,
      rowSpan: spans.rows ?? 1,
      columnSpan: spans.columns ?? 1,
      text,
      ...(row < headRows ? { isHeader: true } : {}),
    })
  addHead(random, { columnCount, headRows, hasGroups, add, pick })
  for (let row = headRows; row < headRows + bodyRows; ) {
    const size = hasGroups ? Math.min(headRows + bodyRows - row, 1 + Math.floor(random() * 3)) : 1
    if (!hasGroups && row > headRows && random() < 0.1) {
      add([row++, 0], `${pick(LABELS)} and ${pick(LABELS).toLowerCase()}`, { columns: columnCount })
      continue
    }
    for (let inGroup = 0; inGroup < size; inGroup++, row++)
      for (const [column, kind] of columns.entries()) {
        if (hasGroups && column === 0) {
          if (inGroup === 0) add([row, 0], textOf(kind), { rows: size })
        } else add([row, column], textOf(kind))
      }
  }
  return {
    table: { rowCount: headRows + bodyRows, columnCount, cells },
    headRows,
    columns,
    edges: edgesOf(columns),
  }
}

type AddCell = (
  place: readonly [row: number, column: number],
  text: string,
  spans?: { readonly rows?: number; readonly columns?: number },
) => void

interface Head {
  readonly columnCount: number
  readonly headRows: number
  readonly hasGroups: boolean
  readonly add: AddCell
  readonly pick: (values: readonly string[]) => string
}

/** One row of heads, or heads over two or three columns above heads of their own. */
function addHead(random: () => number, { columnCount, headRows, hasGroups, add, pick }: Head): void {
  const stub = hasGroups ? 2 : 1
  for (let column = 0; column < columnCount; ) {
    const left = columnCount - column
    if (headRows === 1) add([0, column++], pick(HEADS))
    else if (column < stub || left < 2) add([0, column++], pick(HEADS), { rows: 2 })
    else {
      const wide = Math.min(left, 2 + Math.floor(random() * 2))
      add([0, column], `${pick(HEADS)} ${2000 + Math.floor(random() * 25)}`, { columns: wide })
      for (let inner = 0; inner < wide; inner++) add([1, column + inner], pick(HEADS))
      column += wide
    }
  }
}

const WEIGHTS = { label: 2.2, number: 1, word: 1.1, sentence: 3.2 } as const satisfies Record<
  ColumnKind,
  number
>

function edgesOf(columns: readonly ColumnKind[]): number[] {
  const total = columns.reduce((sum, kind) => sum + WEIGHTS[kind], 0)
  const edges = [0]
  for (const kind of columns) edges.push((edges.at(-1) ?? 0) + WEIGHTS[kind] / total)
  return edges
}
