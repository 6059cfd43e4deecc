import { describe, expect, it } from 'vitest'
import { scoreTables } from './score-tables.ts'
import { tableTreeOf, tableTreeOfHtml } from './table-tree.ts'

const TRUTH = tableTreeOfHtml(
  '<table><tr><td colspan="2"><b>Head</b></td></tr><tr><td>one</td><td>two</td></tr></table>',
)

describe('scoreTables', () => {
  it('gives 1 to the same table, however it is written', () => {
    const cells = [
      { row: 0, column: 0, rowSpan: 1, columnSpan: 2, text: 'Head' },
      { row: 1, column: 0, rowSpan: 1, columnSpan: 1, text: 'one' },
      { row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: 'two' },
    ]

    expect(scoreTables(tableTreeOf({ rowCount: 2, columnCount: 2, cells }), TRUTH, true)).toBe(1)
  })

  it('counts a missing cell and another span as one node each', () => {
    const found = tableTreeOfHtml('<table><tr><td>Head</td></tr><tr><td>one</td></tr></table>')

    expect(scoreTables(found, TRUTH, true)).toBeCloseTo(1 - 2 / 6)
  })

  it('counts a missing row with all its cells', () => {
    const found = tableTreeOfHtml('<table><tr><td>one</td><td>two</td></tr></table>')

    expect(scoreTables(found, TRUTH, true)).toBeCloseTo(1 - 2 / 6)
  })

  it('counts misread letters by their share of a cell, and not at all for structure', () => {
    const found = tableTreeOfHtml(
      '<table><tr><td colspan="2">Heat</td></tr><tr><td>one</td><td>two</td></tr></table>',
    )

    expect(scoreTables(found, TRUTH, true)).toBeCloseTo(1 - 0.25 / 6)
    expect(scoreTables(found, TRUTH, false)).toBe(1)
  })
})
