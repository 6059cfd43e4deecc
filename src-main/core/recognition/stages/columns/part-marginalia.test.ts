import { describe, expect, it } from 'vitest'
import type { Line } from '../../../../../src-shared/contract/page.ts'
import { layOutPage } from '../lay-out-page.ts'
import { lineAt } from '../line-fixture.ts'

/** A page of so many flush lines, forty characters wide. */
const column = (count: number): Line[] =>
  Array.from({ length: count }, (_, row) =>
    lineAt([200, 300 + 26 * row], `row ${row + 100} has words that run to the margin`),
  )

/** Taller than wide, as digits that were set upright. */
const turned = (left: number, top: number, text: string): Line => {
  const line = lineAt([left, top], text)
  return { ...line, box: { left, top, right: left + 60, bottom: top + 90 } }
}

const textsOf = (lines: readonly Line[]) =>
  layOutPage(lines, { heightPx: 1600, skewDegrees: 0 }).map(({ text }) => text)

describe('notes in the margin', () => {
  it('stand after the paragraph beside which they are, not in it', () => {
    const texts = textsOf([...column(12), lineAt([640, 404], '14(II)')])

    expect(texts).toHaveLength(2)
    expect(texts[0]).toMatch(/row 104 .* row 105 /)
    expect(texts[1]).toBe('14(II)')
  })

  it('are found where they were read as the end of a line of the text', () => {
    const lines = column(12).map((line, row) =>
      row === 4 ? lineAt([200, 404], `${line.text} 14(II)`) : line,
    )

    const texts = textsOf(lines)

    expect(texts).toHaveLength(2)
    expect(texts[0]).toMatch(/row 104 has words that run to the margin row 105/)
    expect(texts[1]).toBe('14(II)')
  })

  it('are not made of numbers in lines of unequal length', () => {
    const lines = column(12).map((line, row) =>
      row % 3 === 0 ? lineAt([200, 300 + 26 * row], `${line.text} 1998`) : line,
    )

    expect(textsOf(lines).join(' ').match(/1998/g)).toHaveLength(4)
    expect(textsOf(lines)).not.toContain('1998')
  })

  it('are not made of prices whose column has others beside shorter goods', () => {
    const goods = ['Tea', 'Pot of green tea for two', 'Rolls', 'Rye bread of two days ago', 'Jam', 'Soup']
    const lines = [
      lineAt([250, 200], 'The corner market'),
      ...goods.flatMap((name, row) => [
        lineAt([200, 300 + 40 * row], name),
        lineAt([560, 300 + 40 * row], `${row}.90`),
      ]),
      lineAt([200, 640], 'You were served by Nadia Moreau'),
      ...[0, 1].map(row => lineAt([250, 680 + 40 * row], 'Thank you')),
    ]

    const table = textsOf(lines).find(text => text.includes('\t'))

    expect(table).toBe(goods.map((name, row) => `${name}\t${row}.90`).join('\n'))
  })

  it('are page numbers where they stand upright beside all else', () => {
    const regions = layOutPage([...column(12), turned(60, 400, 'A-116')], {
      ...{ heightPx: 1600, skewDegrees: 0 },
    })

    expect(regions.find(({ text }) => text === 'A-116')?.category).toBe('page-number')
  })
})
