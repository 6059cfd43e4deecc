import { describe, expect, it } from 'vitest'
import { ruledGrid } from './ruled-grid.ts'

const BOX = { left: 0, right: 300, top: 0, bottom: 90 }
const level = (at: number, from = 0, to = 300) => ({ at, from, to })
const upright = (at: number, from = 0, to = 90) => ({ at, from, to })

describe('ruledGrid', () => {
  it('makes one cell of places without a ruling between them', () => {
    const grid = ruledGrid(
      {
        level: [level(0), level(30, 100), level(60), level(90)],
        upright: [upright(0), upright(100), upright(200, 30), upright(300)],
      },
      BOX,
      20,
    )

    expect(grid?.cells.map(({ box: _, ...cell }) => cell)).toEqual([
      { row: 0, column: 0, rowSpan: 2, columnSpan: 1 },
      { row: 0, column: 1, rowSpan: 1, columnSpan: 2 },
      { row: 1, column: 1, rowSpan: 1, columnSpan: 1 },
      { row: 1, column: 2, rowSpan: 1, columnSpan: 1 },
      { row: 2, column: 0, rowSpan: 1, columnSpan: 1 },
      { row: 2, column: 1, rowSpan: 1, columnSpan: 1 },
      { row: 2, column: 2, rowSpan: 1, columnSpan: 1 },
    ])
  })

  it('closes outer sides that are open, and takes double rulings for one', () => {
    const grid = ruledGrid({ level: [level(0), level(4), level(45)], upright: [upright(150)] }, BOX, 20)

    expect(grid).toMatchObject({ rowCount: 2, columnCount: 2 })
  })

  it('finds none where no ruling parts columns', () => {
    expect(ruledGrid({ level: [level(0), level(90)], upright: [] }, BOX, 20)).toBeUndefined()
  })
})
