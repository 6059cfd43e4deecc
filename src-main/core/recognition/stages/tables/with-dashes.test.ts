import { describe, expect, test } from 'vitest'
import { straightening } from './straight-view.ts'
import type { TableWord } from './table-words.ts'
import { withDashes } from './with-dashes.ts'

const [COLUMN, ROW, UNIT] = [100, 50, 20]
const SIZE = { widthPx: 300, heightPx: 150 }

interface Ink {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function pageWith(inks: readonly Ink[]) {
  const pixels = new Uint8Array(SIZE.widthPx * SIZE.heightPx).fill(250)
  for (const { x, y, width, height } of inks)
    for (let row = y; row < y + height; row++)
      pixels.fill(20, row * SIZE.widthPx + x, row * SIZE.widthPx + x + width)
  return { image: { ...SIZE, pixels }, straight: straightening(0), unit: UNIT }
}

function wordAt(text: string, row: number, column: number): TableWord {
  const [left, top] = [column * COLUMN + 20, row * ROW + 12]
  const box = { left, right: left + 40, top, bottom: top + 26 }
  const word = { text, box, confidence: 1 }
  return { word, line: { ...word, words: [word] }, box }
}

/** Three rows and columns; nothing was read in the middle. */
function tableOf() {
  const cells = Array.from({ length: 9 }, (_, index) => {
    const [row, column] = [Math.floor(index / 3), index % 3]
    const box = {
      left: column * COLUMN,
      right: (column + 1) * COLUMN,
      top: row * ROW,
      bottom: (row + 1) * ROW,
    }
    return { row, column, rowSpan: 1, columnSpan: 1, box }
  })
  const words = cells.map(({ row, column }, index) => (index === 4 ? [] : [wordAt('word', row, column)]))
  return { grid: { rowCount: 3, columnCount: 3, headRows: 1, cells, score: 1 }, words, fit: 1 }
}

const middleOf = (inks: readonly Ink[]) =>
  withDashes(tableOf(), pageWith(inks)).words[4]?.map(({ word }) => word.text)

describe('a cell in which nothing was read', () => {
  test.each([
    [6, '-'],
    [12, '–'],
    [20, '—'],
  ])('holds a dash of %i pixels, also between rules', (width, text) => {
    const rules = [
      { x: 98, y: 0, width: 2, height: 150 },
      { x: 200, y: 0, width: 2, height: 150 },
    ]

    expect(middleOf([{ x: 130, y: 74, width, height: 3 }, ...rules])).toEqual([text])
  })

  test.each([
    ['a speck', [{ x: 130, y: 74, width: 3, height: 3 }]],
    ['a stroke at its foot', [{ x: 130, y: 85, width: 10, height: 3 }]],
    ['a ruling across it', [{ x: 85, y: 74, width: 130, height: 3 }]],
    ['a picture', [{ x: 130, y: 66, width: 16, height: 14 }]],
    [
      'several strokes',
      [
        { x: 125, y: 74, width: 8, height: 3 },
        { x: 140, y: 74, width: 8, height: 3 },
      ],
    ],
    ['nothing', []],
  ])('stays empty where there is %s', (_, inks) => {
    expect(middleOf(inks)).toEqual([])
  })
})
