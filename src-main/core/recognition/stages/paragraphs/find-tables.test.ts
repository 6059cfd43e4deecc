import { describe, expect, it } from 'vitest'
import { placeLines } from '../columns/place-lines.ts'
import { lineAt } from '../line-fixture.ts'
import { findTables } from './find-tables.ts'
import { groupRows } from './group-rows.ts'

/** Rows of texts; each text of a row stands at the place of its column. */
function rowsOf(texts: readonly (readonly string[])[], lefts = [100, 400, 600, 800]) {
  const lines = texts.flatMap((row, i) =>
    row.flatMap((text, j) => (text === '' ? [] : [lineAt([lefts[j] ?? 0, 100 + 30 * i], text)])),
  )
  return groupRows(placeLines(lines, 0))
}

const cellsOf = (rows: ReturnType<typeof rowsOf>) =>
  findTables(rows).flatMap(run => (run.kind === 'table' ? [run.cells] : []))

describe('findTables', () => {
  it('finds the columns, and where cells are empty', () => {
    const texts = [
      ['Work', 'Hours', 'Amount'],
      ['Ring', '1.5', '96.00'],
      ['Glass', '', '58.40'],
      ['Total', '2.0', '154.40'],
    ]

    expect(cellsOf(rowsOf(texts))).toEqual([texts])
  })

  it('takes a row with one cell between others into the table', () => {
    const texts = [
      ['Age', '0.7', '0.9'],
      ['Younger', '1.0', '1.2'],
      ['Gender', '', ''],
      ['Male', '1.0', '1.1'],
    ]

    expect(cellsOf(rowsOf(texts))).toEqual([texts])
  })

  it('parts a table from the text above and below', () => {
    const table = [
      ['a', '1', '2'],
      ['b', '3', '4'],
    ]
    const runs = findTables(rowsOf([['Text that runs above'], ...table, ['and text that runs below']]))

    expect(runs.map(run => run.kind)).toEqual(['text', 'table', 'text'])
    expect(runs.flatMap(run => run.rows)).toHaveLength(4)
  })

  it('parts a line read over several columns into the cells of its row', () => {
    const lefts = [100, 300, 365, 430]
    const rows = [
      ['Agent', 'IG-T', 'IG-K', 'SRG'],
      ['first', '1.10', '2.10', '3.10'],
      ['second', '1.20', '2.20', '3.20'],
    ]
    const level = rowsOf(rows, lefts).flatMap(row => row.lines.map(({ line }) => line))
    const wide = [lineAt([100, 190], 'third'), { ...lineAt([300, 190], '1.30  2.30  3.30') }]
    const words = wide[1]?.text.split('  ').map((text, index) => lineAt([300 + 65 * index, 190], text).words)
    const read = wide.map((line, index) =>
      index === 1 ? { ...line, text: '1.30 2.30 3.30', words: words?.flat() ?? [] } : line,
    )

    const [cells] = cellsOf(groupRows(placeLines([...level, ...read], 0)))

    expect(cells).toEqual([...rows, ['third', '1.30', '2.30', '3.30']])
  })

  it('keeps a head over several columns whole, and every word in one cell', () => {
    const lefts = [100, 400, 600, 800]
    const rows = [
      ['Work', '1.10', '2.10', '3.10'],
      ['Glass', '1.20', '2.20', '3.20'],
      ['Ring', '1.30', '2.30', '3.30'],
    ]
    const level = rowsOf(rows, lefts).flatMap(row => row.lines.map(({ line }) => line))
    const head = [lineAt([100, 70], 'Name'), lineAt([420, 70], 'A head that covers all three columns')]

    const [cells] = cellsOf(groupRows(placeLines([...head, ...level], 0)))

    expect(cells?.[0]).toContain('A head that covers all three columns')
    const words = cells
      ?.flat()
      .join(' ')
      .split(/\s+/)
      .filter(word => word)
      .sort()
    expect(words).toEqual([...head, ...level].flatMap(line => line.text.split(' ')).sort())
  })

  it.each([
    [
      'two rows of a pair',
      [
        ['Date', 'Page'],
        ['12 March', '3'],
      ],
    ],
    [
      'lines with numbers',
      [
        ['1', 'Q. Did you see it?'],
        ['2', 'A. No.'],
        ['3', 'Q. And later?'],
        ['4', 'A. Yes.'],
      ],
    ],
    [
      'items with their numbers, some with items of their own',
      [
        ['1.', 'Read the gauge'],
        ['2.', 'Open the sluice'],
        ['', '◦ left gate first'],
        ['3.', 'Write both down'],
        ['b)', 'Ring the bell'],
        ['Last', 'Raise the flag'],
      ],
    ],
    [
      'boxes to tick with what they stand for',
      [
        ['☐', 'Yes, at once'],
        ['☐', 'No'],
        ['☒', 'Only where asked'],
      ],
    ],
    [
      'cells that stand nowhere in common',
      [['some words', 'x'], ['', '', 'y', 'z'], ['only one'], ['again']],
    ],
    [
      'running text beside labels',
      Array.from({ length: 4 }, (_, i) => [`L${i}`, 'words enough to run over the width of the page']),
    ],
  ])('finds none in %s', (_, texts) => {
    expect(cellsOf(rowsOf(texts))).toEqual([])
  })
})
