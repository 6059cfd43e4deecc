import { expect, test } from 'vitest'
import { lineAt } from '../line-fixture.ts'
import { findTableAreas } from './find-table-areas.ts'
import { straightening } from './straight-view.ts'
import { wordsOfLine } from './table-words.ts'

const UNIT = 20
const rule = (at: number) => ({ at, from: 100, to: 900 })
const rows = [120, 160, 240, 400, 440, 520].flatMap(top => [
  ...wordsOfLine(lineAt([120, top], 'a name'), straightening(0)),
  ...wordsOfLine(lineAt([700, top], '12.5'), straightening(0)),
])
const page = {
  words: rows,
  rulings: { level: [100, 200, 280, 380, 480, 560].map(rule), upright: [] },
  unit: UNIT,
}
const seen = (top: number, bottom: number) => ({
  category: 'table' as const,
  score: 0.9,
  box: { left: 100, right: 900, top, bottom },
})

test('rulings of one width hold one table', () => {
  expect(findTableAreas({ ...page, boxes: [] })).toMatchObject([{ top: 100, bottom: 560 }])
})

test('rulings of one width hold two tables where two are seen between them', () => {
  const boxes = [seen(100, 280), seen(380, 560)]

  expect(findTableAreas({ ...page, boxes })).toEqual(boxes.map(({ box }) => box))
})
