import { describe, expect, it } from 'vitest'
import type { Box, Line } from '../../../../../src-shared/contract/page.ts'
import type { LayoutBox } from '../../../ports/layout-model.ts'
import { lineAt } from '../line-fixture.ts'
import { layOutWithFigures } from './lay-out-with-figures.ts'

type Sides = readonly [left: number, top: number, right: number, bottom: number]

const boxAt = (...[left, top, right, bottom]: Sides): Box => ({ left, top, right, bottom })

/** Full lines of forty characters below each other. */
function column(name: string, [left, top]: readonly [number, number], count = 8): Line[] {
  return Array.from({ length: count }, (_, i) =>
    lineAt([left, top + 26 * i], `${name}${i} has words enough to be running text x`),
  )
}

interface Drawn {
  readonly figures?: readonly Box[]
  readonly formulas?: readonly Box[]
  readonly boxes?: readonly LayoutBox[]
}

const layOut = (lines: readonly Line[], { figures = [], formulas = [], boxes = [] }: Drawn) =>
  layOutWithFigures(lines, {
    ...{ heightPx: 1600, skewDegrees: 0, boxes, tables: [] },
    pictures: [
      ...figures.map(box => ({ category: 'figure' as const, box })),
      ...formulas.map(box => ({ category: 'equation' as const, box })),
    ],
  })
const order = (regions: ReturnType<typeof layOut>) =>
  regions.map(({ category, text }) => (category === 'text' ? text.slice(0, 5) : category))

describe('a page with figures', () => {
  it('keeps a figure in its column, above its caption', () => {
    const lines = [
      ...column('left', [100, 700]),
      ...column('more', [560, 200], 24),
      lineAt([100, 610], 'Figure 3: Depths of the basin'),
    ]

    const regions = layOut(lines, { figures: [boxAt(100, 200, 500, 590)] })

    expect(order(regions)).toEqual(['figure', 'caption', 'left0', 'more0'])
  })

  it('leaves a text with which one above the figure goes on out of it', () => {
    const known = (line: Line): Line => ({ ...line, isBold: true })
    const lines = [
      known(lineAt([100, 300], 'Implement roles and separation')),
      known(lineAt([100, 326], 'of duties')),
      known(lineAt([100, 380], 'Protect columns')),
      known(lineAt([600, 500], 'North')),
    ]

    const regions = layOut(lines, { figures: [boxAt(90, 322, 900, 900)] })

    expect(regions.find(({ category }) => category === 'figure')?.text).toBe('North')
    expect(regions.map(({ text }) => text)).toContain('Protect columns')
  })

  it('reads a picture with a few words under it after the text that begins above it', () => {
    const lines = [
      ...column('text', [560, 200], 20),
      lineAt([100, 610], 'A crew of the harbour'),
      lineAt([100, 636], 'in spring'),
    ]

    const regions = layOut(lines, { figures: [boxAt(100, 300, 500, 590)] })

    expect(order(regions)).toEqual(['text0', 'figure', 'A cre'])
  })

  it('reads each of two portraits with the text beside it', () => {
    const lines = [...column('ada', [560, 200], 8), ...column('bob', [560, 500], 8)]

    const regions = layOut(lines, { figures: [boxAt(300, 200, 500, 400), boxAt(300, 500, 500, 700)] })

    expect(order(regions)).toEqual(['ada0 ', 'figure', 'bob0 ', 'figure'])
  })

  it('puts a figure under the caption that stands above it', () => {
    const lines = [
      ...column('text', [100, 200]),
      lineAt([100, 450], '图 2 港口'),
      ...column('next', [100, 900]),
    ]

    const regions = layOut(lines, { figures: [boxAt(100, 490, 500, 860)] })

    expect(order(regions)).toEqual(['text0', 'caption', 'figure', 'next0'])
  })

  it('gives a figure the words that stand in it, also those that its box cuts, and loses no line', () => {
    const labels = [
      lineAt([150, 300], 'depth'),
      lineAt([250, 585], 'time in hours'),
      lineAt([130, 340], '10'),
    ]
    const lines = [...column('text', [100, 100], 6), ...labels, ...column('next', [100, 700])]

    const regions = layOut(lines, { figures: [boxAt(100, 290, 500, 597)] })

    const figure = regions.find(({ category }) => category === 'figure')
    expect(figure?.text).toBe('depth 10 time in hours')
    expect(figure?.box.bottom).toBe(605)
    expect(regions.flatMap(region => region.lines)).toHaveLength(lines.length)
  })

  it('leaves running text in a frame as text of the page', () => {
    const lines = [...column('text', [100, 100]), ...column('framed', [120, 420], 10)]

    const regions = layOut(lines, { figures: [boxAt(100, 400, 560, 700)] })

    expect(order(regions)).toContain('frame')
    expect(regions.find(({ category }) => category === 'figure')?.text).toBe('')
  })

  it('cuts a figure at the caption that stands in its box', () => {
    const lines = [
      ...column('text', [100, 100], 4),
      lineAt([110, 560], 'Fig. 2. A pier'),
      ...column('next', [100, 640]),
    ]

    const regions = layOut(lines, { figures: [boxAt(100, 250, 500, 600)] })

    expect(regions.find(({ category }) => category === 'figure')?.box.bottom).toBe(560)
    expect(order(regions)).toEqual(['text0', 'figure', 'caption', 'next0'])
  })

  it('takes a logo at the page’s edge for no figure', () => {
    const regions = layOut(column('text', [100, 300]), { figures: [boxAt(100, 20, 300, 120)] })

    expect(order(regions)).toEqual(['text0'])
  })

  it('puts a formula between the lines around it, with its number', () => {
    const lines = [
      ...column('text', [100, 100]),
      lineAt([200, 340], 'a = b + c'),
      lineAt([480, 340], '(3)'),
      ...column('next', [100, 400]),
    ]

    const regions = layOut(lines, { formulas: [boxAt(195, 335, 300, 365)] })

    expect(order(regions)).toEqual(['text0', 'equation', 'next0'])
    expect(regions[1]?.text).toBe('a = b + c (3)')
  })
})

describe('what the layout model sees', () => {
  const seen = (category: LayoutBox['category'], box: Box, score = 0.95): LayoutBox => ({
    category,
    box,
    score,
  })
  const heading = lineAt([100, 560], 'The second year of the survey brought storms')
  const lines = [...column('text', [100, 300]), heading, ...column('next', [100, 640])]
  const categoryOf = (boxes: readonly LayoutBox[], text: string, all = lines) =>
    layOut(all, { boxes }).find(region => region.text.startsWith(text))?.category

  it('makes a heading of a short text only where it is sure', () => {
    const box = boxAt(90, 550, 560, 590)

    expect(categoryOf([seen('title', box)], 'The second')).toBe('title')
    expect(categoryOf([seen('title', box, 0.6)], 'The second')).toBe('text')
    expect(categoryOf([seen('title', boxAt(90, 290, 560, 520))], 'text0')).toBe('text')
  })

  it('makes running heads of lines at the page’s edge alone', () => {
    const head = lineAt([100, 60], 'Journal of Harbours and Piers of the North')
    const all = [head, ...lines]

    expect(categoryOf([seen('header', boxAt(90, 50, 560, 90))], 'Journal', all)).toBe('header')
    expect(categoryOf([seen('header', boxAt(90, 550, 560, 590))], 'The second', all)).toBe('text')
  })
})
