import type { Box, Region } from '../../../../src-shared/contract/page.ts'
import type { Chart } from './read-chart.ts'

/** A chart as the table of its values under its title. */
export function chartRegions({ title, rows }: Chart, box: Box): readonly Region[] {
  const tidy = rows.map(row => row.map(text => text.replace(/\s+/g, ' ').trim()))
  const cells = tidy.flatMap((row, rowIndex) =>
    row.map((text, column) => ({
      ...{ row: rowIndex, column, rowSpan: 1, columnSpan: 1, text },
      ...(rowIndex === 0 ? { isHeader: true } : {}),
    })),
  )
  const table: Region = {
    category: 'table',
    box,
    text: tidy.map(row => row.join('\t')).join('\n'),
    table: { rowCount: tidy.length, columnCount: tidy[0]?.length ?? 1, cells },
    lines: [],
  }
  return title === '' ? [table] : [{ category: 'caption', box, text: title, lines: [] }, table]
}
