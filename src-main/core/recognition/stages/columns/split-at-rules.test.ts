import { describe, expect, it } from 'vitest'
import { lineAt } from '../line-fixture.ts'
import { findColumns } from './find-columns.ts'
import { placeLines } from './place-lines.ts'

const ROWS = Array.from({ length: 16 }, (_, row) => 100 + 30 * row)
const placed = (texts: readonly (readonly [left: number, top: number, text: string, heightPx?: number])[]) =>
  placeLines(
    texts.map(([left, top, text, heightPx]) => lineAt([left, top], text, heightPx)),
    0,
  )
const textOf = (blocks: ReturnType<typeof findColumns>) =>
  blocks.map(block => block.map(({ line }) => line.text).join(' '))

describe('findColumns', () => {
  const columns = ROWS.flatMap((top, row) => [
    [20, top, `left ${row}`] as const,
    [124, top, `right ${row}`] as const,
  ])

  it('parts narrow columns at the rule between them, headings above excepted', () => {
    const lines = placed([[20, 30, 'Morning Paper', 36], ...columns])

    const texts = textOf(findColumns(lines, [{ at: 115, from: 100, to: 570 }]))

    expect(texts).toEqual([
      'Morning Paper',
      ROWS.map((_, row) => `left ${row}`).join(' '),
      ROWS.map((_, row) => `right ${row}`).join(' '),
    ])
  })

  it('joins the pieces of a worn rule', () => {
    const pieces = [
      { at: 114, from: 100, to: 250 },
      { at: 118, from: 400, to: 560 },
    ]

    expect(findColumns(placed(columns), pieces)).toHaveLength(2)
  })

  it('leaves lines that go on over a rule together', () => {
    const lines = placed(ROWS.map(top => [20, top, 'a line over the rule and on'] as const))

    expect(findColumns(lines, [{ at: 115, from: 100, to: 570 }])).toHaveLength(1)
  })

  it('takes no short rule for one between columns', () => {
    const lines = placed(columns)

    expect(findColumns(lines, [{ at: 115, from: 200, to: 300 }])).toEqual(findColumns(lines))
  })
})
