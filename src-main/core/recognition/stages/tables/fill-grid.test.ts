import { describe, expect, it } from 'vitest'
import { lineAt } from '../line-fixture.ts'
import { fillGrid, hasUnruledColumns, tableRegion, tornShare, withRestsAbove } from './fill-grid.ts'
import { straightening } from './straight-view.ts'
import { wordsOfLine } from './table-words.ts'

const ROWS = [0, 40, 80, 120]
const words = ROWS.flatMap(top =>
  [lineAt([10, top], 'name'), lineAt([210, top], '12')].flatMap(line => wordsOfLine(line, straightening(0))),
)

/** A table whose second column is drawn lower than its first by so much. */
const gridOffBy = (shift: number) => ({
  rowCount: ROWS.length,
  columnCount: 2,
  headRows: 0,
  score: 1,
  cells: ROWS.flatMap((top, row) =>
    [0, 200].map((left, column) => ({
      ...{ row, column, rowSpan: 1, columnSpan: 1 },
      box: { left, right: left + 200, top: top + column * shift, bottom: top + 30 + column * shift },
    })),
  ),
})

describe('tornShare', () => {
  it('is nothing where texts on one level stand in one row', () => {
    expect(tornShare(fillGrid(gridOffBy(0), words, 20))).toBe(0)
  })

  it('is large where the rows of a column are off by one', () => {
    expect(tornShare(fillGrid(gridOffBy(-40), words, 20))).toBeGreaterThan(0.5)
  })
})

describe('hasUnruledColumns', () => {
  const grid = {
    ...{ rowCount: 2, columnCount: 1, headRows: 0, score: 1 },
    cells: [0, 80].map((top, row) => ({
      ...{ row, column: 0, rowSpan: 1, columnSpan: 1 },
      box: { left: 0, right: 400, top, bottom: top + 80 },
    })),
  }

  it('tells cells that hold rows of texts apart from each other', () => {
    expect(hasUnruledColumns(fillGrid(grid, words, 20), 20)).toBe(true)
  })

  it('leaves cells with one row of such texts each', () => {
    const some = words.filter(({ box }) => box.top === 0 || box.top === 80)

    expect(hasUnruledColumns(fillGrid(grid, some, 20), 20)).toBe(false)
  })
})

describe('withRestsAbove', () => {
  const linesAt = (texts: readonly (readonly [number, number, string])[]) =>
    texts.flatMap(([left, top, text]) => wordsOfLine(lineAt([left, top], text), straightening(0)))
  const textsOf = (filled: ReturnType<typeof fillGrid>) =>
    filled.words.map(own => own.map(({ word }) => word.text).join(' '))
  const first = [
    [10, 0, 'Image'],
    [210, 0, 'The degree to'],
  ] as const

  it('moves lines that go on from the row above into it', () => {
    const some = linesAt([
      ...first,
      [210, 38, 'which it is seen'],
      [10, 60, 'Use'],
      [210, 60, 'What it is for'],
    ])

    const filled = withRestsAbove(fillGrid(gridOffBy(0), some, 20))

    expect(textsOf(filled)[1]).toBe('The degree to which it is seen')
  })

  it('leaves lines that begin a text', () => {
    const some = linesAt([...first, [210, 38, 'Which is seen'], [10, 60, 'Use'], [210, 60, 'and what for']])
    const filled = fillGrid(gridOffBy(0), some, 20)

    expect(textsOf(withRestsAbove(filled))).toEqual(textsOf(filled))
  })
})

describe('tableRegion', () => {
  it('keeps the order of words from right to left', () => {
    const word = (text: string, left: number) => ({
      ...{ text, confidence: 1 },
      box: { left, top: 0, right: left + 30, bottom: 20 },
    })
    const line = {
      ...lineAt([10, 0], 'نام استاندارد 20 300'),
      words: [word('نام', 150), word('استاندارد', 100), word('20', 10), word('300', 50)],
    }
    const other = lineAt([210, 0], 'name')

    const region = tableRegion(
      fillGrid(
        gridOffBy(0),
        [line, other].flatMap(each => wordsOfLine(each, straightening(0))),
        20,
      ),
      [line, other],
    )

    expect(region?.table?.cells.slice(0, 2).map(cell => cell.text)).toEqual(['نام استاندارد 20 300', 'name'])
  })
})
