import type { Archive } from '../archive/open-archive.ts'
import type { RawRow } from './raw-cell.ts'
import { readSheetRows, type SheetExtras } from './read-sheet-rows.ts'
import type { SheetEntry } from './read-workbook.ts'
import { SHEET_LIMITS } from './sheet-limits.ts'

/** A page's share of a sheet. */
export interface SheetSlice {
  readonly firstRow: number
  readonly lastRow: number
  /** The head of the table that goes on from the page before. */
  readonly head?: RawRow
}

/** What is known of a sheet after its rows have passed by once. */
export interface SheetScan {
  readonly entry: SheetEntry
  /** One at least, also for an empty sheet. */
  readonly slices: readonly SheetSlice[]
  readonly extras: SheetExtras
  /** The workbook had more cells than are read, and the rest of this sheet is left out. */
  readonly isCut: boolean
  readonly cellCount: number
}

/** Divides a sheet into pages. No more than `cellsLeft` cells are looked at. */
export async function scanSheet(archive: Archive, entry: SheetEntry, cellsLeft: number): Promise<SheetScan> {
  const extras: SheetExtras = { merges: [], links: [] }
  const pages = pageCounter()
  let cellCount = 0
  let isCut = false
  for await (const row of readSheetRows(archive, entry.partName, extras)) {
    isCut = cellCount + row.cells.length > cellsLeft
    if (isCut) break
    cellCount += row.cells.length
    pages.add(row)
  }
  return { entry, slices: pages.slices(), extras, isCut, cellCount }
}

function pageCounter() {
  const slices: SheetSlice[] = []
  let current: SheetSlice | undefined
  let previousRow = -2
  /** The first row with several cells of the table that the rows belong to. */
  let first: RawRow | undefined
  let rows = 0
  let cells = 0
  return {
    add(row: RawRow) {
      const isFull =
        rows + 1 > SHEET_LIMITS.rowsPerPage || cells + row.cells.length > SHEET_LIMITS.cellsPerPage
      const goesOn = row.row === previousRow + 1
      if (!goesOn) first = undefined
      if (!current || isFull) {
        if (current) slices.push(current)
        const head = current && first && isHead(first) ? { head: first } : {}
        current = { firstRow: row.row, lastRow: row.row, ...head }
        rows = 0
        cells = 0
      }
      current = { ...current, lastRow: row.row }
      if (!first && row.cells.length > 1) first = row
      rows++
      cells += row.cells.length
      previousRow = row.row
    },
    slices: (): readonly SheetSlice[] => [...slices, current ?? { firstRow: 0, lastRow: 0 }],
  }
}

/** Heads are made of words. */
const isHead = ({ cells }: RawRow): boolean =>
  cells.every(({ type }) => ['s', 'str', 'inlineStr'].includes(type))
