import type { Box } from '../../../src-shared/contract/page.ts'
import type { Glyph, TextLayer } from '../../core/ports/document-reader.ts'
import { findDrawings } from './find-drawings.ts'
import { measureImageCoverage } from './measure-image-coverage.ts'
import { displayedBox } from './page-geometry.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'
import { readLinks } from './read-links.ts'
import { signReader } from './sign-reader.ts'
import { textStyleReader } from './text-style.ts'
import {
  HYPHEN,
  HYPHEN_MARKS,
  isDirectionMark,
  isUnmapped,
  REPLACEMENT,
  readableText,
} from './unicode-of-glyph.ts'

/** Text drawn over itself without end is an attack or a fault; no page of print comes near. */
const MOST_GLYPHS = 200_000

/** Reads a page's text layer, in the order of its content. Undefined where the page has no text. */
export function readTextLayer(page: PdfPageHandle): TextLayer | undefined {
  const { call } = page.library
  const textPage = call.FPDFText_LoadPage(page.handle)
  if (textPage === 0) return undefined
  try {
    const count = Math.min(MOST_GLYPHS, Math.max(0, call.FPDFText_CountChars(textPage)))
    if (count === 0) return undefined
    const { glyphs, unmapped, written } = readGlyphs(page, textPage, count)
    if (written === 0) return undefined
    return {
      glyphs,
      links: readLinks(page),
      ...measureImageCoverage(page),
      drawings: findDrawings(page),
      unmappedShare: unmapped / written,
    }
  } finally {
    call.FPDFText_ClosePage(textPage)
  }
}

interface Harvest {
  readonly glyphs: readonly Glyph[]
  /** Glyphs that stand in the file, and those of them whose character is unknown. */
  readonly written: number
  readonly unmapped: number
}

function readGlyphs(page: PdfPageHandle, textPage: Pointer, count: number): Harvest {
  const { library } = page
  const { call } = library
  const styleOf = textStyleReader(page, textPage)
  const signAt = signReader(page, textPage)
  const glyphs: Glyph[] = []
  let unmapped = 0
  let written = 0
  for (let index = 0; index < count; index++) {
    const isGenerated = call.FPDFText_IsGenerated(textPage, index) === 1
    const code = codeOf(library, textPage, index)
    if (isDirectionMark(code)) continue
    const style = styleOf(index, isGenerated)
    const place = placeOf(page, textPage, index)
    const sign = isGenerated ? undefined : signAt({ index, code, fontName: style.fontName })
    const isNameless = sign === undefined ? isUnmapped(code) : sign === REPLACEMENT
    if (!isGenerated) {
      written++
      if (isNameless || call.FPDFText_HasUnicodeMapError(textPage, index) === 1) unmapped++
    }
    if (isNameless && isEmpty(place.box)) continue
    // Name by name: a page has thousands of glyphs, and spreading two objects takes several times as long.
    glyphs.push({
      text: sign ?? readableText(code),
      fontName: style.fontName,
      isBold: style.isBold,
      isItalic: style.isItalic,
      isMonospaced: style.isMonospaced,
      fontSizePt: style.fontSizePt,
      angleDegrees: style.angleDegrees,
      isInvisible: style.isInvisible,
      box: place.box,
      originX: place.originX,
      originY: place.originY,
      isGenerated,
    })
  }
  return { glyphs, unmapped, written }
}

/** Such signs leave no ink: a font's marks of where a line may break. */
const isEmpty = ({ left, right, top, bottom }: Box): boolean => !(right > left && bottom > top)

function codeOf({ call }: PdfiumLibrary, textPage: Pointer, index: number): number {
  const code = call.FPDFText_GetUnicode(textPage, index) >>> 0
  return HYPHEN_MARKS.includes(code) && call.FPDFText_IsHyphen(textPage, index) === 1 ? HYPHEN : code
}

function placeOf({ library, geometry }: PdfPageHandle, textPage: Pointer, index: number) {
  const { call, scratch } = library
  // Left, right, bottom, top; then the origin's x and y.
  call.FPDFText_GetCharBox(textPage, index, scratch, scratch + 8, scratch + 16, scratch + 24)
  call.FPDFText_GetCharOrigin(textPage, index, scratch + 32, scratch + 40)
  const values = library.doubles()
  const at = scratch >> 3
  const [left, right, bottom, top] = [
    values[at] ?? 0,
    values[at + 1] ?? 0,
    values[at + 2] ?? 0,
    values[at + 3] ?? 0,
  ]
  const [x, y] = [values[at + 4] ?? 0, values[at + 5] ?? 0]
  return {
    box: displayedBox(geometry, { left, bottom, right, top }),
    originX: geometry.a * x + geometry.c * y + geometry.e,
    originY: geometry.b * x + geometry.d * y + geometry.f,
  }
}
