import type { Region } from '../../../../../src-shared/contract/page.ts'
import { bareGrid } from './bare-grid.ts'
import { type FilledGrid, tableRegion } from './fill-grid.ts'
import { findBareTables } from './find-bare-tables.ts'
import { holdsTable } from './holds-table.ts'
import type { TableWord } from './table-words.ts'

/** Reads the tables that have no rules; the words are those outside other tables. `complete` may add what cells hold beside them. */
export function readBare(
  words: readonly TableWord[],
  unit: number,
  complete = (filled: FilledGrid): FilledGrid => filled,
): Region[] {
  return findBareTables(words, unit).flatMap(({ rows, columns }) => {
    const filled = bareGrid(rows, columns, unit)
    if (!holdsTable(filled)) return []
    const whole = complete(filled)
    const lines = new Set(whole.words.flatMap(own => own.map(({ line }) => line)))
    return tableRegion(whole, [...lines]) ?? []
  })
}
