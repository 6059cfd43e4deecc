import { describe, expect, it } from 'vitest'
import type { Page } from '../../../src-shared/contract/page.ts'
import { parseStructure, structureMarker } from './document-structure.ts'
import { findStructure } from './find-structure.ts'
import { pageFacts } from './page-facts.ts'
import { type RegionSketch, sketchPage } from './pages-fixture.ts'

const marked = (pages: readonly Page[]): Page[] =>
  pages.map(structureMarker(findStructure(pages.map(pageFacts))))

const body = (text: string): RegionSketch => ({
  text: `${text} stands here and comes to its end.`,
  top: 300,
  rows: 3,
})

const categories = (page: Page | undefined) => page?.regions.map(region => region.category)

describe('running headers and footers', () => {
  it('are what comes again at the same place, also with another number', () => {
    const pages = [1, 2, 3, 4, 5].map(number =>
      sketchPage(number, [
        { text: `The Harbour Book ${number}`, top: 60 },
        body(`Text ${number}`),
        { text: `All rights reserved`, top: 1350 },
      ]),
    )

    expect(marked(pages).map(categories)).toEqual(pages.map(() => ['header', 'text', 'footer']))
  })

  it('may be on every other page', () => {
    const pages = [1, 2, 3, 4, 5, 6].map(number =>
      sketchPage(number, [
        { text: number % 2 ? 'Chapter of storms' : 'The Harbour Book', top: 60 },
        body(`${number}`),
      ]),
    )

    expect(marked(pages).map(page => categories(page)?.[0])).toEqual(pages.map(() => 'header'))
  })

  it('are not headings that stand lower or in larger type', () => {
    const heading = { text: 'The Harbour Book', category: 'title' as const, top: 150, sizePx: 40 }
    const pages = [
      sketchPage(1, [heading, body('One')]),
      ...[2, 3, 4, 5].map(number =>
        sketchPage(number, [{ text: 'The Harbour Book', top: 60 }, body(`${number}`)]),
      ),
    ]

    expect(categories(marked(pages)[0])).toEqual(['title', 'text'])
    expect(categories(marked(pages)[1])).toEqual(['header', 'text'])
  })

  it('have no text of the page between them and the edge', () => {
    const pages = [1, 2, 3, 4].map(number =>
      sketchPage(number, [
        { text: `A sentence that only page ${'x'.repeat(number)} has.`, top: 40 },
        { text: 'As was said', top: 120 },
        body(`Text ${number}`),
      ]),
    )

    expect(marked(pages).flatMap(categories)).not.toContain('header')
  })

  it('are page numbers where a lone number rises with the pages, in Roman numerals too', () => {
    const pages = ['i', 'ii', 'iii', '1', '2', '3'].map((text, index) =>
      sketchPage(index + 1, [body(`Text ${index}`), { text, top: 1300 }]),
    )

    expect(marked(pages).map(page => categories(page)?.[1])).toEqual(pages.map(() => 'page-number'))
  })

  it('are no footnotes that count on from page to page', () => {
    const pages = [1, 2, 3, 4].map(number =>
      sketchPage(number, [
        body(`Text ${number}`),
        { text: `${number} Ibid.`, category: 'footnote', top: 1300, more: { label: String(number) } },
      ]),
    )

    expect(marked(pages).map(page => categories(page)?.[1])).toEqual(pages.map(() => 'footnote'))
  })

  it('are not found in a single page', () => {
    const page = sketchPage(1, [{ text: 'A letter to the harbour master', top: 60 }, body('One')])

    expect(marked([page])).toEqual([page])
  })
})

describe('levels of headings', () => {
  const title = (
    text: string,
    [top, sizePx]: readonly [number, number],
    more: RegionSketch['more'] = {},
  ): RegionSketch => ({
    text,
    category: 'title',
    top,
    sizePx,
    isBold: true,
    more: { level: 2, ...more },
  })

  it('agree over the document by the size of type', () => {
    const pages = [
      sketchPage(1, [title('Tides', [200, 48]), body('One')]),
      sketchPage(2, [title('Of the moon', [200, 36]), body('Two')]),
      sketchPage(3, [title('Of the wind', [200, 36]), body('Three'), title('Storms', [800, 28])]),
    ]

    const levels = marked(pages).map(page => page.regions.flatMap(region => region.level ?? []))

    expect(levels).toEqual([[1], [2], [2, 3]])
  })

  it('follow the outline, and so do headings that are set alike', () => {
    const named = (level: number) => ({ level, isInOutline: true })
    const pages = [
      sketchPage(1, [title('Tides', [200, 48], named(2)), body('One')]),
      sketchPage(2, [
        title('Of the moon', [200, 36], named(4)),
        body('Two'),
        title('Of the wind', [800, 36]),
      ]),
    ]

    const levels = marked(pages).map(page => page.regions.flatMap(region => region.level ?? []))

    expect(levels).toEqual([[2], [4, 4]])
  })

  it('follow numbers by as much as the outline says', () => {
    const pages = [
      sketchPage(1, [title('1 Tides', [200, 48], { level: 1, isInOutline: true }), body('One')]),
      sketchPage(2, [title('1.1 Of the moon', [200, 30]), body('Two'), title('1.1.1 Full moon', [800, 30])]),
    ]

    const levels = marked(pages).map(page => page.regions.flatMap(region => region.level ?? []))

    expect(levels).toEqual([[1], [2, 3]])
  })
})

describe('what goes on over the end of a page', () => {
  const open: RegionSketch = {
    text: 'The ships that lay in the harbour of the old town were',
    top: 1000,
    rows: 3,
  }
  const rest: RegionSketch = { text: 'painted in the colours of their owners.', top: 100, rows: 2 }

  it('is a text that has not come to its end, whatever stands in the margins', () => {
    const pages = [
      sketchPage(1, [
        open,
        { text: '* A note.', category: 'footnote', top: 1200, sizePx: 18 },
        { text: '7', top: 1350 },
      ]),
      sketchPage(2, [{ text: 'A figure', category: 'caption', top: 60 }, rest, { text: '8', top: 1350 }]),
      sketchPage(3, [body('Three'), { text: '9', top: 1350 }]),
    ]

    const continues = marked(pages).map(page => page.regions.map(region => region.continues === true))

    expect(continues).toEqual([
      [false, false, false],
      [false, true, false],
      [false, false],
    ])
  })

  it.each([
    ['a sentence that has ended', { ...open, text: 'The ships lay in the harbour.' }, rest],
    ['a last row that is short', { ...open, isShort: true }, { ...rest, text: 'Painted they were.' }],
    ['type of another size', open, { ...rest, sizePx: 34 }],
    ['a heading', open, { ...rest, category: 'title' as const }],
    ['a text set row by row', { ...open, text: 'Harbour Street\nOld Town' }, rest],
  ])('is not %s', (_, first, second) => {
    const pages = [sketchPage(1, [first]), sketchPage(2, [second])]

    expect(
      marked(pages)
        .flatMap(page => page.regions)
        .some(region => region.continues),
    ).toBe(false)
  })

  it('is not the page after a page that is missing', () => {
    const pages = [sketchPage(1, [open]), sketchPage(3, [rest])]

    expect(marked(pages)[1]?.regions[0]?.continues).toBeUndefined()
  })

  it('is a table whose head is repeated', () => {
    const table = (text: string, top: number): RegionSketch => ({ text, category: 'table', top, rows: 3 })
    const pages = [
      sketchPage(1, [body('One'), table('Ship\tOwner\nGull\tHansen', 900)]),
      sketchPage(2, [table('Ship\tOwner\nTern\tBerg', 100)]),
      sketchPage(3, [table('Year\tCatch\n1900\t12', 100)]),
    ]

    expect(marked(pages).map(page => page.regions.at(-1)?.continues)).toEqual([undefined, true, undefined])
  })

  it('is a text in the next column of the page', () => {
    const page = sketchPage(1, [open, { ...rest, left: 950 }])

    expect(marked([page])[0]?.regions[1]?.continues).toBe(true)
  })
})

describe('the next column', () => {
  const words = 'and as far as anybody could see there was no other ship in the harbour at'
  const left: RegionSketch = { text: `The ${words}`, top: 300, rows: 30 }
  const right: RegionSketch = { text: `all ${words}.`, top: 310, left: 950, rows: 8 }
  const sketched = (sketches: readonly RegionSketch[]) =>
    marked([sketchPage(1, sketches)])[0]?.regions.at(-1)?.continues

  it('goes on with a text that fills the column before, and over a figure at its top', () => {
    const figure: RegionSketch = { text: 'Bow', category: 'figure', top: 300, left: 950, rows: 8 }
    const caption: RegionSketch = { text: 'Fig. 1. A boat', category: 'caption', top: 560, left: 950 }

    expect(sketched([left, right])).toBe(true)
    expect(sketched([{ ...left, top: 900 }, figure, caption, { ...right, top: 600 }])).toBe(true)
  })

  it('is no cell beside a cell', () => {
    expect(sketched([{ ...left, rows: 3 }, right])).toBe(undefined)
  })
})

describe('marks', () => {
  const pages = [1, 2, 3].map(number =>
    sketchPage(number, [{ text: `The Harbour Book ${number}`, top: 60 }, body(`Text ${number}`)]),
  )

  it('change nothing more when they are given twice', () => {
    const once = marked(pages)

    expect(marked(once)).toEqual(once)
    expect(categories(once[0])).toEqual(['header', 'text'])
  })

  it('outlast being written and read', () => {
    const structure = findStructure(pages.map(pageFacts))

    expect(parseStructure(JSON.stringify(structure))).toEqual(structure)
    expect(parseStructure('{"pages":[{"number":0}]}')).toBeUndefined()
    expect(parseStructure('{')).toBeUndefined()
  })

  it('are not for a page that was read anew with other regions', () => {
    const mark = structureMarker(findStructure(pages.map(pageFacts)))
    const anew = sketchPage(1, [body('Only text')])

    expect(mark(anew)).toBe(anew)
  })
})
