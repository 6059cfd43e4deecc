import type { Glyph } from '../../core/ports/document-reader.ts'
import { isBoldFace } from './is-bold-face.ts'
import { isInvisibleText } from './page-objects.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

const ITALIC = 1 << 6
const FIXED_PITCH = 1
/** Letters of formulas slant without being stressed. */
const MATH_NAME = /^(cm|sf|ec|la|lm)(mi|b?sy|ex|mmi|msy)b?\d|math|symbol/i
const ITALIC_NAME = /ital|obli|slanted|^(cm|sf|ec|la)(ti|sl|mi|bxti|bxsl|bi|csl)\d/i
/** Typewriter faces by name, TeX's among them. */
const MONO_NAME =
  /mono|courier|consol|menlo|typewriter|fixed|inconsolata|letter ?gothic|nimbusmon|^(cm|sf|ec|la)(tt|sltt|itt|vtt|tcsc)\d/i
const NAME_BYTES = 256

/** What a glyph has in common with its neighbours. */
export type TextStyle = Font & Pick<Glyph, 'fontSizePt' | 'angleDegrees' | 'isInvisible'>

type Font = Required<Pick<Glyph, 'fontName' | 'isBold' | 'isItalic' | 'isMonospaced'>>

const NO_FONT: Font = { fontName: '', isBold: false, isItalic: false, isMonospaced: false }

const NO_STYLE: TextStyle = {
  ...NO_FONT,
  fontSizePt: 0,
  angleDegrees: 0,
  isInvisible: false,
}

/** A function that tells the style of each glyph in turn; glyphs that PDFium made up get that of the one before. */
export function textStyleReader(page: PdfPageHandle, textPage: Pointer) {
  const { library } = page
  const { call, scratch } = library
  const fonts = new Map<Pointer, Font>()
  let lastObject: Pointer = 0
  let last = { a: NaN, b: NaN, c: NaN, d: NaN }
  let style = NO_STYLE
  return (index: number, isGenerated: boolean): TextStyle => {
    if (isGenerated) return style
    const object = call.FPDFText_GetTextObject(textPage, index)
    call.FPDFText_GetMatrix(textPage, index, scratch)
    const values = library.floats()
    const at = scratch >> 2
    const [a, b, c, d] = [values[at] ?? 1, values[at + 1] ?? 0, values[at + 2] ?? 0, values[at + 3] ?? 1]
    const isSame = a === last.a && b === last.b && c === last.c && d === last.d
    if (object === lastObject && isSame) return style
    style = {
      ...(object === 0 ? NO_FONT : fontOf(library, fonts, object)),
      fontSizePt: Math.abs(call.FPDFText_GetFontSize(textPage, index)) * sizeFactor(page, [a, b, c, d]),
      angleDegrees: displayedAngle(page, a, b),
      isInvisible: object !== 0 && isInvisibleText(library, object),
    }
    lastObject = object
    last = { a, b, c, d }
    return style
  }
}

/** A text matrix stretches the font's size; its height counts. */
function sizeFactor(
  { geometry }: PdfPageHandle,
  [a, b, c, d]: readonly [number, number, number, number],
): number {
  const height = Math.hypot(c, d) === 0 ? Math.hypot(a, b) : Math.abs(a * d - b * c) / (Math.hypot(a, b) || 1)
  const userUnit = Math.max(Math.abs(geometry.a), Math.abs(geometry.b))
  return (height || 1) * userUnit
}

function displayedAngle({ geometry }: PdfPageHandle, a: number, b: number): number {
  const x = geometry.a * a + geometry.c * b
  const y = geometry.b * a + geometry.d * b
  const degrees = Math.round(((Math.atan2(y, x) * 180) / Math.PI) * 100) / 100
  return degrees < 0 ? degrees + 360 : degrees === 0 ? 0 : degrees
}

function fontOf(library: PdfiumLibrary, fonts: Map<Pointer, Font>, object: Pointer): Font {
  const { call } = library
  const pointer = call.FPDFTextObj_GetFont(object)
  if (pointer === 0) return NO_FONT
  const known = fonts.get(pointer)
  if (known) return known
  const fontName = baseFontName(library, pointer)
  const flags = call.FPDFFont_GetFlags(pointer)
  const font = {
    fontName,
    isBold: isBoldFace(fontName, call.FPDFFont_GetWeight(pointer), flags),
    isItalic: !MATH_NAME.test(fontName) && (ITALIC_NAME.test(fontName) || (flags & ITALIC) !== 0),
    isMonospaced: MONO_NAME.test(fontName) || (flags & FIXED_PITCH) !== 0,
  }
  fonts.set(pointer, font)
  return font
}

/** Without the six letters that mark a subset, as in `ABCDEF+Times-Bold`. */
function baseFontName({ call, bytes }: PdfiumLibrary, font: Pointer): string {
  const buffer = call.malloc(NAME_BYTES)
  const length = Math.min(NAME_BYTES, call.FPDFFont_GetBaseFontName(font, buffer, NAME_BYTES))
  const name = Buffer.from(bytes().subarray(buffer, buffer + Math.max(0, length - 1))).toString('utf8')
  call.free(buffer)
  return sameString(name.replace(/^[A-Z]{6}\+/, ''))
}

const names = new Map<string, string>()
const MOST_NAMES = 2000

/** One string for all pages: whoever looks up what a font is need not compare the name letter by letter. */
function sameString(name: string): string {
  const known = names.get(name)
  if (known !== undefined) return known
  if (names.size >= MOST_NAMES) names.clear()
  names.set(name, name)
  return name
}
