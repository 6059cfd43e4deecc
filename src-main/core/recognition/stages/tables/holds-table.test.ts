import { describe, expect, it } from 'vitest'
import type { Box } from '../../../../../src-shared/contract/page.ts'
import { lineAt } from '../line-fixture.ts'
import { fillGrid } from './fill-grid.ts'
import { holdsTable } from './holds-table.ts'
import { ruledGrid } from './ruled-grid.ts'
import { straightening } from './straight-view.ts'
import { wordsOfLine } from './table-words.ts'

const UNIT = 20
const level = (at: number, from = 0, to = 900) => ({ at, from, to })
const upright = (at: number, from = 0, to = 600) => ({ at, from, to })
const lines = (texts: readonly (readonly [text: string, left: number, top: number])[]) =>
  texts.flatMap(([text, left, top]) => wordsOfLine(lineAt([left, top], text), straightening(0)))

const isTable = (
  rulings: Parameters<typeof ruledGrid>[0],
  texts: Parameters<typeof lines>[0],
  box: Box = { left: 0, top: 0, right: 900, bottom: 600 },
) => {
  const grid = ruledGrid(rulings, box, UNIT)
  if (!grid) throw new Error('there is no grid')
  return holdsTable(fillGrid(grid, lines(texts), UNIT))
}

const PROSE = 'a line of a text that runs'
const column = (left: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / 25) }, (_, at) => [PROSE, left, from + 25 * at] as const)

describe('holdsTable', () => {
  it('takes rows and columns of short texts', () => {
    const rulings = {
      level: [0, 200, 400, 600].map(at => level(at)),
      upright: [0, 450, 900].map(at => upright(at)),
    }
    const texts = [0, 200, 400].flatMap(top => [
      ['a name', 20, top + 90] as const,
      ['12', 600, top + 90] as const,
    ])

    expect(isTable(rulings, texts)).toBe(true)
  })

  it('takes cells of many lines where many of them stand beside each other', () => {
    const rulings = {
      level: [0, 210, 420, 630, 840].map(at => level(at)),
      upright: [0, 450, 900].map(at => upright(at, 0, 840)),
    }
    const texts = [0, 210, 420, 630].flatMap(top => [
      ...column(10, top + 5, top + 205),
      ...column(460, top + 5, top + 205),
    ])

    expect(isTable(rulings, texts, { left: 0, top: 0, right: 900, bottom: 840 })).toBe(true)
  })

  it('leaves the columns between the rules of a newspaper', () => {
    const rulings = {
      level: [level(0), level(50), level(600)],
      upright: [upright(300, 50), upright(600, 50)],
    }
    const texts = [
      ['The Morning Advertiser', 300, 15] as const,
      ...column(10, 60, 590),
      ...column(310, 60, 590),
      ...column(610, 60, 590),
    ]

    expect(isTable(rulings, texts)).toBe(false)
  })

  it('leaves frames of several sizes that stand beside each other', () => {
    const rulings = {
      level: [
        level(0),
        level(110, 600),
        level(200, 0, 300),
        level(350, 300, 600),
        level(440, 600),
        level(600),
      ],
      upright: [upright(0), upright(300), upright(600), upright(900)],
    }
    const texts = [
      ['Auction', 20, 80] as const,
      ['To lease', 320, 150] as const,
      ['On Friday', 620, 50] as const,
      ['Society', 620, 250] as const,
    ]

    expect(isTable(rulings, texts)).toBe(false)
  })

  it('leaves a frame with text in one column only', () => {
    const rulings = {
      level: [level(0), level(300), level(600)],
      upright: [upright(0), upright(450), upright(900)],
    }

    expect(
      isTable(rulings, [
        ['above', 20, 100],
        ['below', 20, 400],
      ]),
    ).toBe(false)
  })

  it('leaves the boxes of a chart, no two of which stand in one column', () => {
    const rulings = {
      level: [0, 200, 400, 600].map(at => level(at)),
      upright: [0, 300, 600, 900].map(at => upright(at)),
    }

    expect(
      isTable(rulings, [
        ['beliefs', 20, 90],
        ['intention', 320, 90],
        ['behaviour', 620, 290],
      ]),
    ).toBe(false)
  })

  it('leaves prose whose lines are numbered', () => {
    const tops = [0, 100, 200, 300, 400, 500, 600]
    const rulings = {
      level: [...tops, 700].map(at => level(at)),
      upright: [0, 450, 900].map(at => upright(at, 0, 700)),
    }
    const texts = tops.flatMap((top, at) => [
      [`${at}`, 20, top + 40] as const,
      ['and so the long text runs on', 470, top + 40] as const,
    ])

    expect(isTable(rulings, texts, { left: 0, top: 0, right: 900, bottom: 700 })).toBe(false)
  })
})
