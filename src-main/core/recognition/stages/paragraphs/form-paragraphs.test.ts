import { describe, expect, it } from 'vitest'
import type { Line } from '../../../../../src-shared/contract/page.ts'
import { layOutPage } from '../lay-out-page.ts'
import { lineAt } from '../line-fixture.ts'

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

describe('rows', () => {
  const layOut = (lines: readonly Line[]) =>
    layOutPage(lines, { heightPx: 1600, skewDegrees: 0 }).map(({ text }) => text)
  const running = [0, 1, 2, 3, 4, 5].map(row =>
    lineAt([100, 700 + 44 * row], `Text${row} has words enough to fill a row as wide as the page has it x`),
  )

  it('that end at one place are a text wherever they begin', () => {
    const ends = [
      'The first row of a text that',
      'begins at all',
      'manner of places and',
      'goes',
      'on to the',
      'end of it.',
    ]
    const flush = ends.map((text, row) => lineAt([800 - 10 * text.length, 100 + 26 * row], text))

    expect(layOut(flush)).toHaveLength(1)
  })

  it('with pieces far apart are no text with those above and below', () => {
    const caption = [
      lineAt([300, 400], 'Plaintiff,'),
      lineAt([600, 400], 'CIVIL ACTION NO.'),
      lineAt([240, 452], 'V.'),
    ]

    expect(layOut([...caption, ...running]).slice(0, 2)).toEqual(['Plaintiff, CIVIL ACTION NO.', 'V.'])
  })

  it('closer to each other than those of the text are one address', () => {
    const address = ['HARBOUR OBSERVATORY', 'Quay 7', 'Port Merrow'].map((text, row) =>
      lineAt([100, 400 + 26 * row], text),
    )

    expect(layOut([...address, ...running])[0]).toBe('HARBOUR OBSERVATORY\nQuay 7\nPort Merrow')
  })

  it('of a verse keep their ends', () => {
    const verse = [
      'The harbour lay in even light',
      'And not a wind blew over it',
      'The boats came home before the night',
      'As boats will do in autumn',
    ]
    const lines = verse.map((text, row) => lineAt([100, 400 + 26 * row], text))
    const wide = lineAt([100, 504], 'Tall ships went out to sea at noon too')

    expect(layOut([...lines, wide])[0]).toContain('light\nAnd')
  })

  it('of a scanned heading are one, though its last word has neither capitals nor strokes below the line', () => {
    const heading = [
      lineAt([100, 100], 'Elections mark a start', 48),
      lineAt([100, 170], 'in drug pricing', 48),
      lineAt([100, 246], 'controversy', 34),
    ]

    expect(layOut([...heading, ...running])[0]).toBe('Elections mark a start in drug pricing controversy')
  })
})
