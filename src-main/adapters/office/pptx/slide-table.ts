import type { Box, Region, Run, TableCell } from '../../../../src-shared/contract/page.ts'
import type { Relationship } from '../archive/read-relationships.ts'
import { childElement, childElements, type XmlElement } from '../archive/xml-element.ts'
import { tableText } from '../flow/table-text.ts'
import { paragraphsOf, textOfRuns } from './text-body.ts'

const MOST_CELLS = 20_000

/** A table of a slide with its merged cells; undefined for an empty one. */
export function slideTable(
  table: XmlElement,
  relationships: readonly Relationship[],
  box: Box,
): Region | undefined {
  const rows = childElements(table, 'a:tr').map(row => childElements(row, 'a:tc'))
  const columnCount = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  if (columnCount === 0 || rows.length * columnCount > MOST_CELLS) return undefined
  const hasHead = isOn(childElement(table, 'a:tblPr')?.attributes.firstRow)
  const cells = rows.flatMap((row, rowIndex) =>
    row.flatMap((cell, column): readonly TableCell[] => {
      if (isOn(cell.attributes.hMerge) || isOn(cell.attributes.vMerge)) return []
      const paragraphs = paragraphsOf(childElement(cell, 'a:txBody'), relationships)
      const isHeader = hasHead && rowIndex === 0
      const runs = paragraphs
        .flatMap(({ runs: own }, at) => (at === 0 ? own : [{ text: '\n' }, ...own]))
        .map(run => (isHeader ? withoutBold(run) : run))
      const isStyled = runs.some(run => Object.keys(run).length > 1)
      return [
        {
          ...{ row: rowIndex, column, text: textOfRuns(runs).trim() },
          rowSpan: spanOf(cell.attributes.rowSpan, rows.length - rowIndex),
          columnSpan: spanOf(cell.attributes.gridSpan, columnCount - column),
          ...(isHeader ? { isHeader } : {}),
          ...(isStyled ? { runs } : {}),
        },
      ]
    }),
  )
  if (cells.every(({ text }) => text === '')) return undefined
  const grid = { rowCount: rows.length, columnCount, cells }
  return { category: 'table', box, text: tableText(grid), table: grid, lines: [] }
}

/** Heads are bold by themselves. */
const withoutBold = ({ isBold: _, ...run }: Run): Run => run

function spanOf(span: string | undefined, most: number): number {
  const count = Number.parseInt(span ?? '1', 10)
  return count >= 1 ? Math.min(count, most) : 1
}

const isOn = (flag: string | undefined): boolean => flag === '1' || flag === 'true'
