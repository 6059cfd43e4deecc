import { describe, expect, it } from 'vitest'
import type { Line } from '../../../../src-shared/contract/page.ts'
import { layOutPage } from './lay-out-page.ts'
import { lineAt } from './line-fixture.ts'

const HEIGHT_PX = 1400
const layOut = (lines: readonly Line[], skewDegrees = 0) =>
  layOutPage(lines, { heightPx: HEIGHT_PX, skewDegrees })
const texts = (lines: readonly Line[]) => layOut(lines).map(region => region.text)

/** Six full lines of forty characters. */
function column(name: string, left: number, top: number): Line[] {
  return Array.from({ length: 6 }, (_, i) =>
    lineAt([left, top + 26 * i], `${name}${i} has words enough to be running text x`),
  )
}

describe('layOutPage', () => {
  it('reads the left column before the right one, between a title and a text over the whole width', () => {
    const wide = 'over the whole width of both columns of the page there runs one line of text like this'
    const lines = [
      lineAt([100, 80], 'A title of the page that runs over both columns', 34),
      ...column('left', 100, 200),
      ...column('right', 560, 200),
      lineAt([100, 420], wide),
      lineAt([100, 446], wide),
    ]

    const order = texts([...lines].reverse()).map(text => text.slice(0, 6))

    expect(order).toEqual(['A titl', 'left0 ', 'right0', 'over t'])
  })

  it('keeps the rows of a table together', () => {
    const rows = ['Copper', 'Zinc', 'Lead', 'Tin'].flatMap((metal, i) => [
      lineAt([100, 100 + 30 * i], metal),
      lineAt([400, 101 + 30 * i], `${i}.50`),
      lineAt([600, 99 + 30 * i], `${i * 7}`),
    ])

    const words = layOut(rows).flatMap(region => region.lines.map(line => line.text))

    expect(words).toEqual([
      'Copper',
      '0.50',
      '0',
      'Zinc',
      '1.50',
      '7',
      'Lead',
      '2.50',
      '14',
      'Tin',
      '3.50',
      '21',
    ])
  })

  it('keeps the line ends of what is set line by line and joins what runs', () => {
    const letterhead = ['Holloway & Finch', 'Instrument Makers since 1911', 'Port Merrow'].map((line, i) =>
      lineAt([300 - 5 * line.length, 222 + 26 * i], line),
    )

    const [head, running] = texts([...letterhead, ...column('body', 100, 326)])

    expect(head).toBe('Holloway & Finch\nInstrument Makers since 1911\nPort Merrow')
    expect(running).not.toContain('\n')
  })

  it('makes a table of rows whose cells stand in columns', () => {
    const rows = ['2 Cappuccino', '1 Rye bread', '3 Rolls'].flatMap((item, i) => [
      lineAt([100, 100 + 26 * i], item),
      lineAt([400, 100 + 26 * i], `${i}.50`),
    ])

    const [table] = layOut([...rows, ...column('body', 100, 300)])

    expect(table?.category).toBe('table')
    expect(table?.text).toBe('2 Cappuccino\t0.50\n1 Rye bread\t1.50\n3 Rolls\t2.50')
  })

  it('makes headings of short lines over running text, not of addresses and dates', () => {
    const lines = [
      ...['Ms Eleanor Brandt', 'Harbour Observatory', 'Port Merrow'].map((line, i) =>
        lineAt([100, 100 + 40 * i], line),
      ),
      lineAt([440, 300], '12 March'),
      lineAt([100, 380], 'Repair of your'),
      ...column('body', 100, 410),
      ...column('more', 100, 600),
    ]

    const titles = layOut(lines).filter(region => region.category === 'title')

    expect(titles.map(region => region.text)).toEqual(['Repair of your'])
  })

  it('makes one text of an address above a letter, and no heading of its date', () => {
    const address = ['Mr Samuel Obi', 'Flat 3', '41 Canwick Road', 'Lincoln LN5']
    const lines = [
      lineAt([100, 80], '18 October 2022'),
      ...address.map((line, i) => lineAt([100, 130 + 26 * i], line)),
      lineAt([100, 280], 'Dear Mr Obi,'),
      ...column('body', 100, 330),
    ]

    const regions = layOut(lines)

    expect(regions.map(region => region.category)).toEqual(['text', 'text', 'text', 'text'])
    expect(regions[1]?.text).toBe(address.join('\n'))
  })

  it('makes no heading of a signature above the same name in print', () => {
    const lines = [
      ...column('body', 100, 100),
      lineAt([100, 300], 'Yours sincerely,'),
      lineAt([100, 350], 'Margarct Finch', 44),
      lineAt([100, 420], 'Dr Margaret Finch'),
      lineAt([100, 446], 'Director'),
    ]

    expect(layOut(lines).filter(region => region.category === 'title')).toEqual([])
  })

  it('makes headings of capitals with a full stop, but not of a running head', () => {
    const lines = [
      lineAt([210, 40], 'BRITISH HUSBANDRY.'),
      ...column('body', 100, 100),
      lineAt([250, 310], 'ANALYSIS.'),
      ...column('more', 100, 345),
    ]

    const titles = layOut(lines).filter(region => region.category === 'title')

    expect(titles.map(region => region.text)).toEqual(['ANALYSIS.'])
  })

  it('makes no heading of the names under a title', () => {
    const lines = [
      lineAt([100, 80], 'Depths of the northern basins', 48),
      lineAt([100, 160], 'Anna N. Berg, Olaf Hansen and Ida Moe', 30),
      ...column('body', 100, 260),
      ...column('more', 100, 460),
    ]

    const titles = layOut(lines).filter(region => region.category === 'title')

    expect(titles.map(region => region.text)).toEqual(['Depths of the northern basins'])
  })

  it('sets a head of two rows apart that has a page number in its corner', () => {
    const lines = [
      lineAt([300, 20], 'Taken from a library on 12 July', 20),
      lineAt([100, 50], 'Advocacy in Action'),
      lineAt([960, 50], '447'),
      ...column('left', 100, 140),
      ...column('right', 560, 140),
    ]

    expect(layOut(lines).map(({ category, text }) => [category, text.slice(0, 5)])).toEqual([
      ['header', 'Taken'],
      ['header', 'Advoc'],
      ['text', 'left0'],
      ['page-number', '447'],
      ['text', 'right'],
    ])
  })

  it('begins the depth of list items anew in the next column', () => {
    const items = (left: number) =>
      [100, 260, 420].flatMap(top => [
        lineAt([left, top], '• Item has words enough to be running xx'),
        lineAt([left + 20, top + 26], 'more of the item has words enough to xx'),
      ])

    const lists = layOut([...items(100), ...items(600)]).filter(region => region.category === 'list')

    expect(lists.map(({ depth }) => depth)).toEqual(lists.map(() => undefined))
    expect(lists).toHaveLength(6)
  })

  it('puts columns right on a page that lies aslant', () => {
    const angle = (3 * Math.PI) / 180
    const turn = (x: number, y: number) => [
      x * Math.cos(angle) - y * Math.sin(angle),
      x * Math.sin(angle) + y * Math.cos(angle),
    ]
    const lines = [...column('left', 100, 200), ...column('right', 560, 200)].map(line => {
      const { left, top, right, bottom } = line.box
      return {
        ...line,
        quad: [turn(left, top), turn(right, top), turn(right, bottom), turn(left, bottom)].flat(),
      }
    })

    expect(layOut(lines, 3).map(region => region.text.slice(0, 5))).toEqual(['left0', 'right'])
  })

  it('begins a paragraph at an indent and after a short last line', () => {
    const [a, b, c, d, e, f] = column('row', 100, 200)
    if (!a || !b || !c || !d || !e || !f) throw new Error('six rows')
    const indented = lineAt([140, d.box.top], 'indented are the words of this row x')
    const short = lineAt([100, c.box.top], 'row2 ends here.')

    expect(texts([a, b, indented, e, f])).toHaveLength(2)
    expect(texts([a, b, short, d, e, f])).toHaveLength(2)
    expect(texts([a, b, c, d, e, f])).toHaveLength(1)
  })

  it('makes an item of each bullet and takes its further rows in', () => {
    const regions = layOut([
      lineAt([100, 100], '• first item with words that fill the row to its end'),
      lineAt([120, 126], 'and go on in the next'),
      lineAt([100, 152], '• second item'),
      lineAt([100, 178], '• third item'),
    ])

    expect(regions.map(region => region.category)).toEqual(['list', 'list', 'list'])
    expect(regions[0]?.text).toBe(
      '• first item with words that fill the row to its end and go on in the next',
    )
  })

  it('gives larger type a higher heading than type a little larger', () => {
    const regions = layOut([
      lineAt([100, 80], 'The Whole Book', 44),
      lineAt([100, 180], 'Its First Chapter', 30),
      ...column('text', 100, 260),
    ])

    expect(regions.map(region => [region.category, region.level])).toEqual([
      ['title', 1],
      ['title', 2],
      ['text', undefined],
    ])
  })

  it('sets page numbers and running heads apart, and leaves a heading at the top alone', () => {
    const body = [...column('body', 100, 200), ...column('more', 100, 600)]
    const running = [lineAt([100, 40], 'Slow Tides'), lineAt([800, 40], '17')]

    const withHead = layOut([...running, ...body, lineAt([500, 1350], '- 17 -')])
    const withTitle = layOut([lineAt([100, 40], 'Chapter 3', 40), ...body])

    expect(withHead.map(region => region.category)).toEqual(['header', 'text', 'text', 'page-number'])
    expect(withTitle[0]?.category).toBe('title')
  })

  it('loses no line, whatever the page looks like', () => {
    const lines = Array.from({ length: 300 }, (_, i) =>
      lineAt([(i * 7919) % 900, (i * 104729) % 1300], `w${i} some words`, 12 + (i % 20)),
    )

    const kept = layOut(lines).flatMap(region => region.lines.map(line => line.text))

    expect(kept.toSorted()).toEqual(lines.map(line => line.text).toSorted())
  })

  it('lays out thousands of lines', () => {
    const lines = Array.from({ length: 4000 }, (_, i) =>
      lineAt([(i * 7919) % 9000, (i * 104729) % 13000], `w${i}`),
    )

    const regions = layOutPage(lines, { heightPx: 14_000, skewDegrees: 0 })

    expect(regions.flatMap(region => region.lines)).toHaveLength(4000)
  })

  it('makes nothing of nothing', () => {
    expect(layOut([])).toEqual([])
  })

  it('makes a nested list of contents whose dots were hardly read', () => {
    const entries = [
      '1 Tides . 7',
      '1.1 Of the moon ..',
      '1.2 Of the wind',
      '2 Storms · . 9',
      '2.1 Of snow . .',
      '2.2 Of rain',
    ]
    const rows = [...entries, '3 Ships', '3.1 The Gull ... 12', '3.2 The Tern'].map((text, at) =>
      lineAt([text.includes('.') && /^\d\.\d/.test(text) ? 140 : 100, 100 + 30 * at], text),
    )

    const regions = layOut(rows)

    expect(regions.map(region => region.category)).toEqual(rows.map(() => 'list'))
    expect(regions.slice(0, 4).map(({ text, depth }) => [text, depth ?? 0])).toEqual([
      ['1 Tides … 7', 0],
      ['1.1 Of the moon', 1],
      ['1.2 Of the wind', 1],
      ['2 Storms … 9', 0],
    ])
  })

  it('takes numbered headings with their texts for no contents', () => {
    const rows = ['1 Tides', '2 Storms', '3 Ships'].flatMap((name, at) => [
      lineAt([100, 100 + 220 * at], name, 30),
      ...column(name.slice(2).toLowerCase(), 100, 150 + 220 * at),
    ])

    expect(layOut(rows).map(region => region.category)).not.toContain('list')
  })
})
