import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'
import { type OutlineSign, signOfOutline } from './sign-of-outline.ts'
import { type SignTable, signOf, signTableOf } from './symbol-fonts.ts'
import { isUnmapped, REPLACEMENT, readableText } from './unicode-of-glyph.ts'

/** A glyph that stands in the file. */
interface CodedGlyph {
  readonly index: number
  readonly code: number
  readonly fontName: string
}

const SIGNS = { square: '■', frame: '☐', disc: '•', ring: '○' } as const satisfies Record<OutlineSign, string>
const EMPTY_BOX = '☐'
/** A shape filled more lightly than this is a piece of paper on a coloured ground: room for a tick. */
const LIGHT = 240

/**
 * A function that tells the signs among a page's glyphs: those of symbol fonts and of codes without a character, by
 * their outline or by the font's table. Undefined where the glyph is what its code says, or nobody knows it.
 */
export function signReader(
  page: PdfPageHandle,
  textPage: Pointer,
): (glyph: CodedGlyph) => string | undefined {
  const { call } = page.library
  const shapes = new Map<string, OutlineSign | undefined>()
  let font: { readonly name: string; readonly signs: SignTable | undefined } = { name: '', signs: undefined }

  return ({ index, code, fontName }) => {
    if (font.name !== fontName) font = { name: fontName, signs: signTableOf(fontName) }
    const fromTable = font.signs && signOf(font.signs, code)
    if (fromTable === undefined && !isUnmapped(code)) return undefined
    // A font cut down to a few signs may have given them codes in a row: then its table names others.
    const isRecoded = readableText(code) === REPLACEMENT
    if (fromTable !== undefined && fromTable !== REPLACEMENT && !isRecoded) return fromTable
    const shape = shapeOf(index, code)
    if (shape === 'square' && isLight(index)) return EMPTY_BOX
    return shape ? SIGNS[shape] : fromTable
  }

  function shapeOf(index: number, code: number): OutlineSign | undefined {
    const object = call.FPDFText_GetTextObject(textPage, index)
    const pointer = object === 0 ? 0 : call.FPDFTextObj_GetFont(object)
    if (pointer === 0) return undefined
    const key = `${pointer} ${code}`
    if (!shapes.has(key)) shapes.set(key, signOfOutline(page.library, pointer, code))
    return shapes.get(key)
  }

  function isLight(index: number): boolean {
    const { scratch, words } = page.library
    if (call.FPDFText_GetFillColor(textPage, index, scratch, scratch + 4, scratch + 8, scratch + 12) === 0)
      return false
    return words()
      .subarray(scratch >> 2, (scratch >> 2) + 3)
      .every(channel => channel >= LIGHT)
  }
}
