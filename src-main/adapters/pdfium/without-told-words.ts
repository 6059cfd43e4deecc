import type { Box } from '../../../src-shared/contract/page.ts'
import type { InvisibleWord } from '../../core/export/invisible-words.ts'
import type { Glyph } from '../../core/ports/document-reader.ts'

/** Points by which rows of glyphs are kept. */
const BAND_PT = 8
/** One blank may be that after the word. */
const LEAST_BLANKS = 2
/** A character's plane reaches so far below its baseline. */
const DESCENT = 0.2

/**
 * The words without those that stand at their place as visible text already, letter by letter and close together: a search
 * finds each once, also where the pixels of a page with good text were read.
 */
export function withoutToldWords(
  words: readonly InvisibleWord[],
  glyphs: readonly Glyph[],
  page: { readonly widthPt: number; readonly heightPt: number },
): readonly InvisibleWord[] {
  const bands = bandsOf(glyphs.filter(glyph => !glyph.isInvisible))
  if (bands.size === 0) return words
  return words.filter(word => {
    const box = boxOf(word, page)
    const wanted = lettersOf([word.text])
    const told = glyphsWithin(bands, box)
    return wanted === '' || wanted !== lettersOf(told.map(glyph => glyph.text)) || isSpacedOut(told)
  })
}

type Bands = ReadonlyMap<number, readonly Glyph[]>

const bandOf = (y: number) => Math.floor(y / BAND_PT)
const middle = ({ left, top, right, bottom }: Box) => ({ x: (left + right) / 2, y: (top + bottom) / 2 })

function bandsOf(glyphs: readonly Glyph[]): Bands {
  const bands = new Map<number, Glyph[]>()
  for (const glyph of glyphs) {
    const band = bandOf(middle(glyph.box).y)
    const others = bands.get(band)
    if (others) others.push(glyph)
    else bands.set(band, [glyph])
  }
  return bands
}

function glyphsWithin(bands: Bands, { left, top, right, bottom }: Box): Glyph[] {
  const found: Glyph[] = []
  for (let band = bandOf(top); band <= bandOf(bottom); band++) {
    for (const glyph of bands.get(band) ?? []) {
      const { x, y } = middle(glyph.box)
      if (x >= left && x <= right && y >= top && y <= bottom) found.push(glyph)
    }
  }
  return found
}

/** Whether blanks stand between most letters: a search does not find such a word. */
function isSpacedOut(glyphs: readonly Glyph[]): boolean {
  const blanks = glyphs.filter(glyph => glyph.text === ' ').length
  return blanks >= LEAST_BLANKS && 2 * blanks >= glyphs.length - blanks
}

/** Around the word's plane, in points of the page as displayed. */
function boxOf(
  { text, place }: InvisibleWord,
  { widthPt, heightPt }: { readonly widthPt: number; readonly heightPt: number },
): Box {
  const count = [...text.trim()].length
  const corners = [0, count].flatMap(x =>
    [-DESCENT, 1 - DESCENT].map(y => ({
      x: (place.a * x + place.c * y + place.e) * widthPt,
      y: (place.b * x + place.d * y + place.f) * heightPt,
    })),
  )
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

/** In an order of their own: turned text may stand the other way round. Marks at a word's edges may lie outside its box. */
const lettersOf = (texts: readonly string[]) =>
  [
    ...texts
      .join('')
      .normalize('NFKC')
      .replace(/[^\p{L}\p{N}]/gu, ''),
  ]
    .toSorted()
    .join('')
