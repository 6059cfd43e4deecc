import { describe, expect, it } from 'vitest'
import { lineAt } from '../line-fixture.ts'
import { straightening } from './straight-view.ts'
import { wordsOfLine } from './table-words.ts'
import { textGrid } from './text-grid.ts'

const LEFTS = [100, 400, 600]
const NO_RULINGS = { level: [], upright: [] }

/** Words of rows of texts; each text stands at the place of its column. */
function wordsOf(rows: readonly (readonly string[])[]) {
  const lines = rows.flatMap((row, y) =>
    row.flatMap((text, x) => (text === '' ? [] : [lineAt([LEFTS[x] ?? 0, 100 + 40 * y], text)])),
  )
  return lines.flatMap(line => wordsOfLine(line, straightening(0)))
}

describe('textGrid', () => {
  it('finds rows and columns by the room between words, and keeps every word', () => {
    const words = wordsOf([
      ['Work', 'Hours', 'Amount'],
      ['Ring', '1.5', '96.00'],
      ['Glass', '', '58.40'],
    ])

    const filled = textGrid(words, { rulings: NO_RULINGS, unit: 20 })

    expect(filled?.grid).toMatchObject({ rowCount: 3, columnCount: 3 })
    expect(filled?.words.flat()).toHaveLength(words.length)
  })

  it('lets a head span what the ruling under it covers', () => {
    const words = wordsOf([
      ['', 'Result', ''],
      ['Year', 'Rate', 'Share'],
      ['2001', '1.5', '9.6'],
      ['2002', '2.5', '5.8'],
    ])
    const rulings = { level: [{ at: 135, from: 400, to: 680 }], upright: [] }

    const cells = textGrid(words, { rulings, unit: 20 })?.grid.cells ?? []

    expect(cells.filter(cell => cell.row === 0 && cell.column === 1)).toMatchObject([{ columnSpan: 2 }])
  })

  it('reads ten thousand cells in bounded time', () => {
    const rows = Array.from({ length: 3400 }, (_, y) => [`r${y}`, `${y}`, `${2 * y}`])
    const words = wordsOf(rows)
    const startedAt = performance.now()

    const filled = textGrid(words, { rulings: NO_RULINGS, unit: 20 })

    expect(filled?.grid.cells.length).toBeGreaterThan(10_000)
    expect(performance.now() - startedAt).toBeLessThan(20_000)
  })
})
