import type { Archive } from '../archive/open-archive.ts'
import type { RawRow } from './raw-cell.ts'
import { readSheetRows } from './read-sheet-rows.ts'
import type { SheetScan } from './scan-sheet.ts'

/** Gives the rows of a sheet's pages. Pages asked for in their order are read in one go; an earlier one begins anew. */
export interface SheetSlices {
  rows(index: number): Promise<readonly RawRow[]>
  close(): void
}

/** The rows of a sheet, page by page; no more than one page is held. */
export function sheetSlices(archive: Archive, { entry, slices }: SheetScan): SheetSlices {
  let reader: AsyncGenerator<RawRow> | undefined
  let waiting: RawRow | undefined
  let next = 0
  const begin = async () => {
    await reader?.return(undefined)
    reader = readSheetRows(archive, entry.partName, { merges: [], links: [] })
    waiting = undefined
    next = 0
    return reader
  }
  return {
    async rows(index) {
      const slice = slices[index]
      if (!slice) return []
      const source = reader && index >= next ? reader : await begin()
      const rows: RawRow[] = []
      for (;;) {
        const row = waiting ?? (await source.next()).value
        waiting = undefined
        if (!row) break
        if (row.row > slice.lastRow) {
          waiting = row
          break
        }
        if (row.row >= slice.firstRow) rows.push(row)
      }
      next = index + 1
      return rows
    },
    close() {
      reader?.return(undefined).catch(() => {})
      reader = undefined
    },
  }
}
