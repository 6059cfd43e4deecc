import { type Affine, type InvisibleWord, multiply } from '../../core/export/invisible-words.ts'
import { FONT_NAME } from './append-text-layer.ts'
import type { CharacterCodes } from './character-codes.ts'
import { GLYPH_WIDTH } from './glyphless-font.ts'
import type { PageGeometry } from './page-geometry.ts'

const INVISIBLE = 3

/** Drawing instructions that set each word, invisible, exactly where it was read. */
export function invisibleTextContent(
  words: readonly InvisibleWord[],
  codes: CharacterCodes,
  geometry: PageGeometry,
): string {
  const toPage = pageSpace(geometry)
  const lines = words.flatMap(({ text, place }) => {
    const used = codes.of(text)
    return used.length === 0 ? [] : [wordContent(used, multiply(place, toPage))]
  })
  return ['q', 'BT', `${INVISIBLE} Tr`, ...lines, 'ET', 'Q', ''].join('\n')
}

function wordContent(codes: readonly number[], place: Affine): string {
  // The size that readers see is the line's height; the matrix says the rest.
  const size = Math.max(1, Math.round(Math.hypot(place.c, place.d)))
  // A glyph is half an em wide; of the em, as of the line, four fifths are above the baseline.
  const across = 1 / (GLYPH_WIDTH * size)
  const up = 1 / size
  const matrix = [place.a * across, place.b * across, place.c * up, place.d * up, place.e, place.f]
  const text = Buffer.alloc(codes.length * 2)
  for (const [at, code] of codes.entries()) text.writeUInt16BE(code, at * 2)
  return `/${FONT_NAME} ${size} Tf ${matrix.map(decimal).join(' ')} Tm <${text.toString('hex')}> Tj`
}

/** PDF knows no exponents. */
const decimal = (value: number): string =>
  Number.isFinite(value) ? value.toFixed(4).replace(/\.?0+$/, '') : '0'

/** From shares of the page as displayed to the page's own space, whose y goes up and whose origin may be anywhere. */
function pageSpace({ widthPt, heightPt, a, b, c, d, e, f }: PageGeometry): Affine {
  const determinant = a * d - b * c
  const inverse: Affine = {
    a: d / determinant,
    b: -b / determinant,
    c: -c / determinant,
    d: a / determinant,
    e: (c * f - d * e) / determinant,
    f: (b * e - a * f) / determinant,
  }
  return multiply({ a: widthPt, b: 0, c: 0, d: heightPt, e: 0, f: 0 }, inverse)
}
