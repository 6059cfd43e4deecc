import { describe, expect, it } from 'vitest'
import type { Line, Region } from '../../../../src-shared/contract/page.ts'
import type { Glyph, OutlineEntry, PageLink } from '../../ports/document-reader.ts'
import { layOutPage } from './lay-out-page.ts'
import { linesOfGlyphs } from './text-layer/lines-of-glyphs.ts'

interface Setting {
  readonly left?: number
  readonly sizePt?: number
  readonly isBold?: boolean
  readonly isMonospaced?: boolean
}

/** Glyphs of a row on this baseline, each half as wide as high. Text between stars is bold, between carets raised. */
function row(baseline: number, text: string, setting: Setting = {}): Glyph[] {
  const { left = 72, sizePt = 10, isMonospaced = false } = setting
  const glyphs: Glyph[] = []
  let x = left
  let isBold = setting.isBold ?? false
  let isRaised = false
  for (const character of text) {
    if (character === '*') isBold = !isBold
    else if (character === '^') isRaised = !isRaised
    else {
      const size = isRaised ? 0.6 * sizePt : sizePt
      const originY = isRaised ? baseline - 0.35 * sizePt : baseline
      const box = { left: x, top: originY - 0.7 * size, right: x + 0.46 * size, bottom: originY }
      glyphs.push({
        text: character,
        box,
        fontSizePt: size,
        fontName: 'Serif',
        isBold,
        isMonospaced,
        isItalic: false,
        angleDegrees: 0,
        isGenerated: character === ' ',
        isInvisible: false,
        originX: x,
        originY,
      })
      x += 0.5 * size
    }
  }
  return glyphs
}

interface Extras {
  readonly outline?: readonly OutlineEntry[]
  readonly links?: readonly PageLink[]
}

/** A page of 792 points at 72 dpi. */
function layOut(rows: readonly (readonly Glyph[])[], { outline = [], links = [] }: Extras = {}): Region[] {
  const { lines, styles } = linesOfGlyphs(rows.flat(), 72, links)
  return layOutPage(lines, { heightPx: 792, skewDegrees: 0, outline, styles })
}

const LONG = 'words enough to fill one whole row of the text on this page with running'
const paragraph = (baseline: number, count = 4): Glyph[][] =>
  Array.from({ length: count }, (_, at) => row(baseline + 12 * at, LONG))

const brief = (regions: readonly Region[]) =>
  regions.map(({ category, text }) => `${category}: ${text.slice(0, 24)}`)

describe('a text layer', () => {
  it('takes small type far below a text that goes on in the next column for a note', () => {
    const words = 'words to fill a row of one column'
    const column = (left: number) => Array.from({ length: 30 }, (_, i) => row(100 + 12 * i, words, { left }))
    const imprint = [row(560, 'Permission to make copies is granted', { sizePt: 8 })]

    const regions = layOut([
      ...column(72),
      ...imprint,
      ...column(320),
      ...column(320).map(each =>
        each.map(glyph => ({
          ...glyph,
          originY: (glyph.originY ?? 0) + 360,
          box: { ...glyph.box, top: glyph.box.top + 360, bottom: glyph.box.bottom + 360 },
        })),
      ),
    ])

    expect(regions.find(({ text }) => text.startsWith('Permission'))?.category).toBe('footnote')
  })

  it('begins a paragraph at an indent, even before code and where the row above is shorter', () => {
    const above = [...paragraph(100, 2), row(124, LONG.slice(0, 60).replace(/.$/, '.'))]
    const indented = row(136, 'To work with numbers, supply a part of them. Thus', { left: 86 })
    const code = row(150, 'sqrt(-17)', { left: 100, isMonospaced: true })

    const regions = layOut([...above, indented, code, ...paragraph(164)])

    expect(regions.map(({ category }) => category)).toEqual(['text', 'text', 'code', 'text'])
    expect(regions[1]?.text).toMatch(/^To work/)
  })

  it('has code where rows are in a typewriter’s face, with its indents and empty rows', () => {
    const mono = { isMonospaced: true, left: 90 }
    const regions = layOut([
      ...paragraph(100),
      row(160, 'for (;;) {', mono),
      row(172, 'wait()', { ...mono, left: 110 }),
      row(196, '}', mono),
      ...paragraph(224),
    ])

    expect(regions.map(region => region.category)).toEqual(['text', 'code', 'text'])
    expect(regions[1]?.text).toBe('for (;;) {\n    wait()\n\n}')
  })

  it('is no code where all of it is in a typewriter’s face', () => {
    const rows = Array.from({ length: 6 }, (_, at) => row(100 + 12 * at, LONG, { isMonospaced: true }))

    expect(layOut(rows).map(region => region.category)).toEqual(['text'])
  })

  it('tells bold words, raised marks and links apart in runs that make up the text', () => {
    const links = [{ href: 'https://example.org/', box: { left: 72, top: 90, right: 97, bottom: 101 } }]
    const [region] = layOut([row(100, 'There is *bold* text^2^ here'), row(112, 'and more of it')], { links })

    expect(region?.runs?.map(run => run.text).join('')).toBe(region?.text)
    expect(region?.runs).toContainEqual({ text: '2', script: 'super' })
    expect(region?.runs?.find(run => run.isBold)?.text.trim()).toBe('bold')
    expect(region?.runs?.find(run => run.href)).toMatchObject({
      text: 'There',
      href: 'https://example.org/',
    })
  })

  it('has no runs where all is plain', () => {
    expect(layOut(paragraph(100))[0]?.runs).toBeUndefined()
  })

  it('has the headings that the outline names, with its levels, numbers or not', () => {
    const outline = [
      { title: 'Of the moon', level: 3, pageInDocument: 1 },
      { title: '2 Storms', level: 2, pageInDocument: 1 },
    ]
    const regions = layOut(
      [row(80, '1.1 Of the moon'), ...paragraph(92), row(164, 'Chapter 2: Storms'), ...paragraph(176)],
      { outline },
    )

    expect(regions.filter(region => region.isInOutline).map(({ text, level }) => [text, level])).toEqual([
      ['1.1 Of the moon', 3],
      ['Chapter 2: Storms', 2],
    ])
  })

  it('has a heading of its own where the outline names the bold start of a text', () => {
    const outline = [{ title: 'Bezier', level: 4, pageInDocument: 1 }]
    const regions = layOut([row(80, `*Bezier* ${LONG.slice(0, 60)}`), ...paragraph(92)], { outline })

    expect(brief(regions)).toEqual(['title: Bezier', 'text: words enough to fill one'])
  })

  it('has headings in bold or in italics, which need no runs', () => {
    const italic = (glyphs: Glyph[]) => glyphs.map(glyph => ({ ...glyph, isItalic: true }))
    const regions = layOut([
      ...paragraph(100),
      row(172, 'Storms (in winter)', { isBold: true }),
      ...paragraph(186),
      italic(row(258, 'Snow in spring')),
      ...paragraph(272),
    ])

    expect(
      regions.filter(region => region.category === 'title').map(({ text, runs }) => [text, runs]),
    ).toEqual([
      ['Storms (in winter)', undefined],
      ['Snow in spring', undefined],
    ])
  })

  it('takes the end of a sentence for no heading, even if the outline has its words', () => {
    const outline = [{ title: 'Running', level: 2, pageInDocument: 1 }]
    const regions = layOut([...paragraph(100), row(148, 'running.')], { outline })

    expect(regions.map(region => region.category)).toEqual(['text'])
  })

  it('joins a large heading that is set on several rows', () => {
    const large = { sizePt: 20, isBold: true }
    const regions = layOut([
      row(80, 'Ships and storms', large),
      row(104, 'of the north', large),
      ...paragraph(150),
    ])

    expect(brief(regions)[0]).toBe('title: Ships and storms of the ')
  })

  it('has contents as a nested list, never as headings', () => {
    const regions = layOut([
      row(100, '1 Tides ............................ 7', { isBold: true }),
      row(114, '1.1 Of the moon ..................... 8', { left: 90 }),
      row(128, '2 Storms ........................... 12', { isBold: true }),
    ])

    expect(regions.map(({ category, depth, text }) => [category, depth, text])).toEqual([
      ['list', undefined, '1 Tides … 7'],
      ['list', 1, '1.1 Of the moon … 8'],
      ['list', undefined, '2 Storms … 12'],
    ])
  })

  it('nests list items by their indents', () => {
    const regions = layOut([
      row(100, '• Ships', {}),
      row(114, '• Gull', { left: 90 }),
      row(128, '• Tern', { left: 90 }),
      row(142, '• Storms', {}),
    ])

    expect(regions.map(region => region.depth ?? 0)).toEqual([0, 1, 1, 0])
  })

  it('has captions, and footnotes that belong to their marks', () => {
    const small = { sizePt: 8 }
    const regions = layOut([
      row(100, `${LONG.slice(0, 60)} tide^1^ and`),
      ...paragraph(112),
      row(200, 'Figure 2: The harbour', small),
      ...paragraph(400, 14),
      row(620, '1 The tide of the north.', small),
    ])

    expect(regions.map(region => region.category)).toEqual(['text', 'caption', 'text', 'footnote'])
    expect(regions[3]?.label).toBe('1')
    expect(regions[0]?.runs).toContainEqual({ text: '1', script: 'super', footnote: '1' })
  })

  it('takes the last of several footnotes at the foot of a page for no running footer', () => {
    const small = { sizePt: 8 }
    const regions = layOut([
      row(100, `${LONG.slice(0, 50)} tide^1^ and fog^2^`),
      ...paragraph(112, 14),
      row(744, '1 The tide of the north.', small),
      row(756, '2 The fog of the south.', small),
    ])

    expect(regions.slice(1).map(({ category, label }) => [category, label])).toEqual([
      ['footnote', '1'],
      ['footnote', '2'],
    ])
  })

  it('takes a short footnote alone at the foot of a page for no running footer, but a footer whose number no mark has', () => {
    const small = { sizePt: 8 }
    const text = [row(100, `${LONG.slice(0, 50)} tide^1^ and`), ...paragraph(112, 14)]

    const [, note] = layOut([...text, row(756, '1 See the book of 1987', small)])
    const [, footer] = layOut([...text, row(756, '2 The Harbour Book', small)])

    expect(note).toMatchObject({ category: 'footnote', label: '1' })
    expect(footer).toMatchObject({ category: 'footer' })
  })

  it('has formulas with their number at the margin, and a sentence with one is text', () => {
    const formula = [row(300, 'Attn(H) = softmax(A)V', { left: 200 }), row(300, '(4)', { left: 480 })]

    const regions = layOut([...paragraph(100), ...formula, ...paragraph(400)])
    const sentence = layOut([
      ...paragraph(100),
      row(300, 'where x = y holds for every tide, see (4)'),
      ...paragraph(400),
    ])

    expect(regions.map(({ category, text }) => (category === 'equation' ? text : category))).toEqual([
      'text',
      'Attn(H) = softmax(A)V (4)',
      'text',
    ])
    expect(sentence.map(({ category }) => category)).not.toContain('equation')
  })

  it('gives a footnote whose mark is nowhere no label', () => {
    const regions = layOut([...paragraph(400, 14), row(620, '1 The tide of the north.', { sizePt: 8 })])

    expect(regions[1]?.category).toBe('footnote')
    expect(regions[1]).not.toHaveProperty('label')
  })

  it('is read card by card where headings stand level in both columns', () => {
    const card = (left: number, top: number, name: string) => [
      row(top, name, { left, isBold: true }),
      ...[1, 2, 3].map(at => row(top + 12 * at + 4, `the text of card ${name} goes here on`, { left })),
    ]
    const regions = layOut([
      ...card(72, 100, 'One'),
      ...card(72, 240, 'Three'),
      ...card(340, 100, 'Two'),
      ...card(340, 240, 'Four'),
    ])

    const words = regions.map(region => region.text).join(' ')

    expect(words.match(/\b(One|Two|Three|Four)\b(?= the)/g)).toEqual(['One', 'Two', 'Three', 'Four'])
  })

  it('sets a lone number far below all else apart, and what stands at the rim of the sheet', () => {
    const regions = layOut([
      row(20, 'Downloaded on a Monday', { sizePt: 8 }),
      ...paragraph(100, 10),
      row(500, '62', { left: 300 }),
    ])

    expect(regions.map(region => region.category)).toEqual(['header', 'text', 'page-number'])
  })
})

describe('text from right to left', () => {
  /** A row whose glyphs go to the left, as they are read. */
  function turned(baseline: number, text: string): Glyph[] {
    const right = 500
    return row(baseline, text).map(glyph => ({
      ...glyph,
      box: { ...glyph.box, left: right - glyph.box.right, right: right - glyph.box.left },
    }))
  }

  it('keeps the order of its letters, words and rows', () => {
    const regions = layOut([turned(100, 'שלום לכולם וברוכים הבאים אל הנמל'), turned(112, 'של העיר העתיקה')])

    expect(regions.map(region => region.text)).toEqual(['שלום לכולם וברוכים הבאים אל הנמל של העיר העתיקה'])
  })
})

describe('accents', () => {
  it('that were drawn by themselves come onto their letters', () => {
    const glyphs = row(100, 'Br¨uns')
    const over = glyphs.map((glyph, at) => (at >= 3 ? moved(glyph, -5) : glyph))

    expect(textsOf(over)).toEqual(['Brüns'])
  })

  it('that stand beside letters stay', () => {
    expect(textsOf(row(100, 'a ~b `c'))).toEqual(['a ~b `c'])
  })

  const moved = (glyph: Glyph, by: number): Glyph => ({
    ...glyph,
    box: { ...glyph.box, left: glyph.box.left + by, right: glyph.box.right + by },
  })
  const textsOf = (glyphs: readonly Glyph[]): string[] =>
    linesOfGlyphs(glyphs, 72).lines.map((line: Line) => line.text)
})
