import { expect, test } from 'vitest'
import type { Region } from '../../../../src-shared/contract/page.ts'
import { roundRegions } from './round-regions.ts'

const box = { left: 10.123456, top: 20.999, right: 30.004, bottom: 40 }
const rounded = { left: 10.12, top: 21, right: 30, bottom: 40 }

test('places are told in hundredths of a pixel, confidences in ten-thousandths, all else as it is', () => {
  const line = { text: 'a b', box, confidence: 0.98765432, isBold: true }
  const cell = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text: 'a b' }
  const region: Region = {
    category: 'table',
    box,
    text: 'a b',
    table: { rowCount: 1, columnCount: 1, cells: [{ ...cell, box }, cell] },
    lines: [
      {
        ...line,
        quad: [1.111, 2.222, 3.333, 4.444, 5.555, 6.666, 7.777, 8.888],
        fontSizePx: 30.30305,
        words: [{ text: 'a', box, confidence: 0.123456 }],
      },
      { ...line, words: [] },
    ],
  }

  const [result] = roundRegions([region])

  const roundLine = { text: 'a b', box: rounded, confidence: 0.9877, isBold: true }
  expect(result).toEqual({
    category: 'table',
    box: rounded,
    text: 'a b',
    table: { rowCount: 1, columnCount: 1, cells: [{ ...cell, box: rounded }, cell] },
    lines: [
      {
        ...roundLine,
        quad: [1.11, 2.22, 3.33, 4.44, 5.56, 6.67, 7.78, 8.89],
        fontSizePx: 30.3,
        words: [{ text: 'a', box: rounded, confidence: 0.1235 }],
      },
      { ...roundLine, words: [] },
    ],
  })
})
