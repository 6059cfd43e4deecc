import { describe, expect, it } from 'vitest'
import type { Line } from '../../../../src-shared/contract/page.ts'
import { layOutPage } from './lay-out-page.ts'
import { lineAt } from './line-fixture.ts'

const centred = (top: number, text: string, heightPx: number): Line => ({
  ...lineAt([500 - (text.length * heightPx) / 4, top], text, heightPx),
  isBold: false,
})

describe('centred rows', () => {
  const body = [0, 1, 2, 3].map(row => ({
    ...lineAt(
      [100, 500 + 24 * row],
      'words enough to fill a row as wide as the page has it for its text, and more',
    ),
    isBold: false,
  }))

  it('are of one paragraph in type of one size, and part where a text layer tells of another', () => {
    const authors = [centred(100, 'Anna Berg, Olaf Hansen, Ida Moe, Per Dahl', 24)]
    const others = [centred(130, 'Kari Lund, Nils Vik, Liv Aas', 24)]
    const place = [centred(160, 'Harbour Institute', 20)]

    const texts = layOutPage([...authors, ...others, ...place, ...body], {
      heightPx: 1600,
      skewDegrees: 0,
    }).map(({ text }) => text.replace(/\n/g, ' '))

    expect(texts.slice(0, 2)).toEqual([
      'Anna Berg, Olaf Hansen, Ida Moe, Per Dahl Kari Lund, Nils Vik, Liv Aas',
      'Harbour Institute',
    ])
  })
})
