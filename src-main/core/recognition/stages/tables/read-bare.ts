import type { Region } from '../../../../../src-shared/contract/page.ts'
import { bareGrid } from './bare-grid.ts'
import { tableRegion } from './fill-grid.ts'
import { findBareTables } from './find-bare-tables.ts'
import { holdsTable } from './holds-table.ts'
import type { TableWord } from './table-words.ts'

/** Reads the tables that have no rules; the words are those outside other tables. */
export function readBare(words: readonly TableWord[], unit: number): Region[] {
  return findBareTables(words, unit).flatMap(({ rows, columns }) => {
    const lines = new Set(
      rows.flatMap(row => row.pieces.flatMap(piece => piece.words.map(({ line }) => line))),
    )
    const filled = bareGrid(rows, columns, unit)
    return holdsTable(filled) ? (tableRegion(filled, [...lines]) ?? []) : []
  })
}
