import { expect, test } from 'vitest'
import type { Glyph } from '../../../ports/document-reader.ts'
import { glyphsOnPage } from './glyphs-on-page.ts'

const page = { widthPt: 600, heightPt: 800 }
const glyph = (text: string, left: number, top: number): Glyph => ({
  text,
  box: { left, top, right: left + 10, bottom: top + 12 },
  fontSizePt: 12,
  fontName: 'Times',
  isBold: false,
  angleDegrees: 0,
  isGenerated: false,
  isInvisible: false,
})
const layerOf = (...glyphs: Glyph[]) => ({ glyphs, imageCoverage: 0, unmappedShare: 0 })
const textOf = (...glyphs: Glyph[]) =>
  glyphsOnPage(layerOf(...glyphs), page)
    ?.glyphs.map(each => each.text)
    .join('')

test('text that a crop has cut off is not on the page', () => {
  expect(textOf(glyph('a', -70, 100), glyph('b', 50, 100), glyph('c', 620, 100), glyph('d', 50, 850))).toBe(
    'b',
  )
})

test('a letter that reaches over the edge stays', () => {
  expect(textOf(glyph('a', -4, 100), glyph('b', 594, 790))).toBe('ab')
})

test('a letter without a place is left out', () => {
  expect(textOf(glyph('a', Number.NaN, 100), glyph('b', 50, 100))).toBe('b')
})

test('a page that shows nothing of its text layer has none', () => {
  expect(glyphsOnPage(layerOf(glyph('a', 900, 900)), page)).toBeUndefined()
  expect(glyphsOnPage(undefined, page)).toBeUndefined()
})
