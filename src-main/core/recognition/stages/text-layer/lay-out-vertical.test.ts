import { describe, expect, it } from 'vitest'
import type { Glyph } from '../../../ports/document-reader.ts'
import { lineAt as levelLineAt } from '../line-fixture.ts'
import { layOutDownwards, layOutVertical, partDownwards, withVertical } from './lay-out-vertical.ts'
import { partVertical } from './part-vertical.ts'

const PAGE = { widthPx: 600, heightPx: 800, dpi: 72 }

function glyphAt(text: string, [left, top]: readonly [number, number], angleDegrees = 0): Glyph {
  return {
    text,
    box: { left, top, right: left + 14, bottom: top + 14 },
    ...{ fontSizePt: 14, fontName: 'Mincho', isBold: false, angleDegrees },
    ...{ isGenerated: false, isInvisible: false },
  }
}

/** Characters below each other, with the breaks that the reader makes up between them. */
const columnAt = (text: string, left: number, top = 100): Glyph[] =>
  [...text].flatMap((character, row) => [
    glyphAt(character, [left, top + 15 * row]),
    { ...glyphAt('\n', [left, top + 15 * row]), isGenerated: true },
  ])

const lineAt = (text: string, left: number, top: number): Glyph[] =>
  [...text].map((character, column) => glyphAt(character, [left + 15 * column, top]))

const COLUMNS = ['春が来て、村の子供たちは川へ行った。水はまだ', '冷たかったが、誰も気にしない。']

describe('vertical text', () => {
  // In the order in which some files have it: the last column first.
  const glyphs = [...columnAt(COLUMNS[1] ?? '', 474), ...columnAt(COLUMNS[0] ?? '', 500)]
  const { vertical, level } = partVertical(glyphs)

  it('is read down its columns, from right to left, without blanks', () => {
    const regions = layOutVertical(vertical, PAGE)

    expect(regions.map(region => region.text)).toEqual([COLUMNS.join('')])
    expect(level).toEqual([])
  })

  it('has its lines where they stand', () => {
    const [first] = layOutVertical(vertical, PAGE).flatMap(region => region.lines)

    expect(first?.box.left).toBeGreaterThan(495)
    expect(first?.box.right).toBeLessThan(520)
    expect(first?.box.top).toBeCloseTo(100, -1)
    expect(first?.box.bottom).toBeCloseTo(100 + 15 * 22, -1)
  })

  it('stands between the level lines above and below it', () => {
    const head = lineAt('季節の話', 60, 40)
    const foot = lineAt('編集部', 60, 700)
    const parted = partVertical([...foot, ...glyphs, ...head])
    const region = (text: string, top: number) => ({
      ...{ category: 'text' as const, text, lines: [] },
      box: { left: 60, top, right: 120, bottom: top + 14 },
    })

    expect(parted.level.map(glyph => glyph.text).join('')).toBe('編集部季節の話')
    const order = withVertical(
      [region('head', 40), region('foot', 700)],
      layOutVertical(parted.vertical, PAGE),
    )
    expect(order.map(each => each.text)).toEqual(['head', COLUMNS.join(''), 'foot'])
  })

  it('takes words on their side along', () => {
    const latin = [...'ABC'].map((letter, at) => glyphAt(letter, [500, 430 + 9 * at], 90))
    const text = layOutVertical(partVertical([...glyphs, ...latin]).vertical, PAGE)[0]?.text

    expect(text).toContain('ABC')
  })

  it.each([
    [
      'level Chinese',
      ['商品的天然属性只是就它们使', '商品有用来说才加以考虑'].flatMap((line, row) =>
        lineAt(line, 60, 60 + 20 * row),
      ),
    ],
    [
      'Latin letters below each other',
      [...'HARBOUR OF THE NORTH'].map((letter, row) => glyphAt(letter, [60, 15 * row])),
    ],
  ])('is not found in %s', (_what, others) => {
    expect(partVertical(others).vertical).toEqual([])
  })
})

describe('lines that run downwards, read from pixels', () => {
  const downAt = (text: string, left: number) => ({
    ...levelLineAt([left, 100], text),
    box: { left, top: 100, right: left + 20, bottom: 100 + 20 * text.length },
  })
  const title = levelLineAt([100, 20], '春の海')
  const columns = [
    downAt('春はあけぼのやうやう白くなりゆく', 300),
    downAt('山ぎは少しあかりて紫だちたる雲の', 270),
  ]

  it('follow each other from right to left, after what stands over them', () => {
    const last = downAt('細くたなびきたる', 240)
    const { down, level } = partDownwards([title, last, ...columns])

    const regions = layOutDownwards(down, PAGE)

    expect(level).toEqual([title])
    expect(regions.map(region => region.text).join('')).toBe(
      [...columns, last].map(({ text }) => text).join(''),
    )
    expect(regions[0]?.box).toMatchObject({ top: 100, right: 320 })
  })

  it('are no column where there are few of them', () => {
    expect(partDownwards([title, ...columns]).down).toEqual([])
  })
})
