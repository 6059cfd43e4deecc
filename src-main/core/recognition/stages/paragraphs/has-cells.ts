import type { Row } from './group-rows.ts'

/** Cells of a row stand this many line heights apart. */
const CELL_GAP = 1.5

/** Whether a row has pieces far apart. */
export function hasCells(row: Row): boolean {
  return row.lines.some((line, index) => {
    const next = row.lines[index + 1]
    return next !== undefined && next.box.left - line.box.right > CELL_GAP * row.heightPx
  })
}
