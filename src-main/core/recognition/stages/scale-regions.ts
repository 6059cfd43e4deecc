import type { Box, Line, Region, Table } from '../../../../src-shared/contract/page.ts'

/** The regions with all their boxes at another resolution. */
export function scaleRegions(regions: readonly Region[], factor: number): Region[] {
  if (factor === 1) return [...regions]
  return regions.map(region => ({
    ...region,
    box: scaleBox(region.box, factor),
    ...(region.table ? { table: scaleTable(region.table, factor) } : {}),
    lines: region.lines.map(line => scaleLine(line, factor)),
  }))
}

function scaleTable(table: Table, factor: number): Table {
  const cells = table.cells.map(cell => (cell.box ? { ...cell, box: scaleBox(cell.box, factor) } : cell))
  return { ...table, cells }
}

function scaleLine(line: Line, factor: number): Line {
  return {
    ...line,
    box: scaleBox(line.box, factor),
    words: line.words.map(word => ({ ...word, box: scaleBox(word.box, factor) })),
    ...(line.quad ? { quad: line.quad.map(coordinate => coordinate * factor) } : {}),
    ...(line.fontSizePx === undefined ? {} : { fontSizePx: line.fontSizePx * factor }),
  }
}

/** A box at another resolution. */
export function scaleBox({ left, top, right, bottom }: Box, factor: number): Box {
  return { left: left * factor, top: top * factor, right: right * factor, bottom: bottom * factor }
}
