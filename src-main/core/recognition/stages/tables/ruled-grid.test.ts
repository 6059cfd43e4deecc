import { describe, expect, it } from 'vitest'
import { lineAt } from '../line-fixture.ts'
import { closedBox, ruledGrid } from './ruled-grid.ts'
import { straightening } from './straight-view.ts'
import { wordsOfLine } from './table-words.ts'

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

describe('closedBox', () => {
  const words = wordsOfLine(lineAt([120, 30], 'one two'), straightening(0))

  it('ends at the outer rulings where level ones reach farther and nothing is written there', () => {
    expect(closedBox(BOX, [upright(100), upright(150), upright(200)], words)).toMatchObject({
      left: 100,
      right: 200,
    })
  })

  it('keeps an open side with text', () => {
    expect(closedBox(BOX, [upright(150), upright(250)], words)).toMatchObject({ left: 0, right: 250 })
  })
})
