import { expect, it } from 'vitest'
import { lineAt } from '../line-fixture.ts'
import { rowsOfCells } from './cell-lines.ts'
import { straightening } from './straight-view.ts'
import { wordsOfLine } from './table-words.ts'

const LEFTS = [100, 200, 600]
const COLUMNS = LEFTS.map((left, index) => ({ left, right: (LEFTS[index + 1] ?? 800) - 20 }))

/** What the rows of cells hold, of lines of type 20 pixels high with their tops at these places. */
function rowsAt(lines: readonly (readonly [number, readonly string[]])[]): string[][] {
  const cellLines = lines.map(([top, texts]) => ({
    parts: texts.flatMap((text, column) =>
      text === ''
        ? []
        : [
            {
              words: wordsOfLine(lineAt([LEFTS[column] ?? 0, top], text), straightening(0)),
              from: column,
              to: column,
            },
          ],
    ),
  }))
  return rowsOfCells(cellLines, COLUMNS).map(row =>
    row.map(({ words }) => words.map(({ word }) => word.text).join(' ')),
  )
}

it('keeps rows apart whose places were measured with some error', () => {
  const tops = [100, 168, 204, 246, 281, 325]

  const rows = rowsAt(tops.map((top, at) => [top, [`${at}`, '13 A', 'blue']]))

  expect(rows).toHaveLength(tops.length)
})

it('joins lines that stand nearer than rows do', () => {
  expect(
    rowsAt([
      [100, ['A', 'a first text', '10']],
      [125, ['', 'Its second line', '']],
      [170, ['B', 'another text', '20']],
      [215, ['C', 'a third one', '30']],
    ]),
  ).toEqual([
    ['A', 'a first text Its second line', '10'],
    ['B', 'another text', '20'],
    ['C', 'a third one', '30'],
  ])
})

it('joins a text that goes on with a small letter, where all lines stand equally far apart', () => {
  expect(
    rowsAt([
      [100, ['1', 'It is easy to remember the']],
      [130, ['', 'system.']],
      [160, ['2', 'Overall it is good.']],
      [190, ['3', '']],
    ]),
  ).toEqual([['1', 'It is easy to remember the system.'], ['2', 'Overall it is good.'], ['3']])
})

it('keeps values in rows of their own', () => {
  expect(
    rowsAt([
      [100, ['Total', '$1.97', '$2.65']],
      [125, ['', '$2.03', '']],
      [170, ['Rest', '$2.12', '$2.89']],
      [215, ['All', '$2.31', '$3.15']],
    ]),
  ).toHaveLength(4)
})
