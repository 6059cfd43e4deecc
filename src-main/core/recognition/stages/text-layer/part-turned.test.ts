import { describe, expect, it } from 'vitest'
import type { Glyph } from '../../../ports/document-reader.ts'
import { linesOfGlyphs } from './lines-of-glyphs.ts'

/** Glyphs of a line as it looks from left to right, 6 points wide, in an order that the reader might give. */
function lookingAs(text: string, order: (glyphs: Glyph[]) => Glyph[] = glyphs => glyphs): Glyph[] {
  const glyphs = [...text].map((character, at) => ({
    text: character,
    box: { left: 72 + 6 * at, top: 93, right: 77.5 + 6 * at, bottom: 100 },
    fontSizePt: 10,
    fontName: 'Serif',
    isBold: false,
    angleDegrees: 0,
    isGenerated: false,
    isInvisible: false,
  }))
  return order(glyphs)
}

const textsOf = (glyphs: readonly Glyph[]) => linesOfGlyphs(glyphs, 72).lines.map(line => line.text)

/** What the text looks like: its letters from the right to the left. */
const turned = (text: string) => [...text].reverse().join('')

describe('a line with letters from right to left', () => {
  const pier = `${turned('וגם')} (Pier 7) ${turned('שלום עולם')}`

  it('is read from the right, its numbers and foreign words from the left', () => {
    expect(textsOf(lookingAs(pier))).toEqual(['שלום עולם (Pier 7) וגם'])
    expect(textsOf(lookingAs(`${turned('מטר')} 12.5 ${turned('השנה')} 2024`))).toEqual(['2024 השנה 12.5 מטר'])
  })

  it('is read alike in whatever order its letters come', () => {
    expect(textsOf(lookingAs(pier, glyphs => glyphs.toReversed()))).toEqual(['שלום עולם (Pier 7) וגם'])
  })

  it('has brackets that open before a word and close after it, however the file names them', () => {
    expect(textsOf(lookingAs(pier.replace('(', ')')))).toEqual(['שלום עולם (Pier 7) וגם'])
    expect(textsOf(lookingAs(`${turned('לכולם')} (${turned('מאוד')}) ${turned('טובה')}`))).toEqual([
      'טובה (מאוד) לכולם',
    ])
    expect(textsOf(lookingAs(turned('א) שלום')))).toEqual(['א) שלום'])
  })

  it('is read from the left where it is mostly English', () => {
    expect(textsOf(lookingAs(`The word ${turned('سلام عليكم')} means peace`))).toEqual([
      'The word سلام عليكم means peace',
    ])
  })

  it('keeps a mark with its letter', () => {
    const letters = lookingAs(turned('בית'))
    const mark = { ...letters[2], text: '\u05b7' }
    const marked = letters.flatMap((glyph, at) => (at === 2 ? [glyph, { ...glyph, ...mark }] : [glyph]))

    expect(textsOf(marked)).toEqual(['ב\u05b7ית'])
  })
})
