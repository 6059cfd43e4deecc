import type { Glyph } from '../../../ports/document-reader.ts'
import { middleX, unionOf } from '../placed-line.ts'

/** Accents that stand for themselves, and what they are over a letter. */
const ACCENTS: ReadonlyMap<string, string> = new Map([
  ['`', '\u0300'],
  ['´', '\u0301'],
  ['ˆ', '\u0302'],
  ['^', '\u0302'],
  ['˜', '\u0303'],
  ['~', '\u0303'],
  ['¯', '\u0304'],
  ['˘', '\u0306'],
  ['˙', '\u0307'],
  ['¨', '\u0308'],
  ['˚', '\u030a'],
  ['˝', '\u030b'],
  ['ˇ', '\u030c'],
  ['¸', '\u0327'],
])
/** An accent's middle is this near to the letter's, in sizes of type. */
const OVER_LETTER = 0.22
const AT_LETTER = 1.2
const DOTLESS: ReadonlyMap<string, string> = new Map([
  ['ı', 'i'],
  ['ȷ', 'j'],
])

/** Puts accents that were drawn by themselves on their letters, and letters of a ligature in order. */
export function mendGlyphs(glyphs: readonly Glyph[]): readonly Glyph[] {
  const mended: Glyph[] = []
  let hasChanged = false
  let at = 0
  while (at < glyphs.length) {
    const glyph = glyphs[at]
    if (!glyph) break
    const accent = ACCENTS.get(glyph.text)
    const letterAt = accent === undefined ? -1 : letterAfter(glyphs, at)
    const letter = glyphs[letterAt]
    const last = mended.at(-1)
    if (accent !== undefined && letter) {
      mended.push(accented(letter, glyph, accent))
      at = letterAt
      hasChanged = true
    } else if (accent !== undefined && last && isOver(glyph, last)) {
      mended[mended.length - 1] = accented(last, glyph, accent)
      hasChanged = true
    } else if (last && isTurnedLigature(last, glyph)) {
      mended.splice(-1, 1, glyph, last)
      hasChanged = true
    } else mended.push(glyph)
    at++
  }
  return hasChanged ? mended : glyphs
}

/** The letter under an accent that was drawn first; the reader may have made up a blank or a line's end between them. */
function letterAfter(glyphs: readonly Glyph[], at: number): number {
  const accent = glyphs[at]
  for (let next = at + 1; next <= at + 3; next++) {
    const glyph = glyphs[next]
    if (!accent || !glyph) return -1
    if (glyph.isGenerated || glyph.text.trim() === '') continue
    return isOver(accent, glyph) ? next : -1
  }
  return -1
}

function isOver(accent: Glyph, letter: Glyph): boolean {
  if (!/^[\p{L}]$/u.test(letter.text)) return false
  const size = Math.max(1, letter.fontSizePt)
  const isNear = Math.abs(accent.box.bottom - letter.box.bottom) < AT_LETTER * size
  return isNear && Math.abs(middleX(accent.box) - middleX(letter.box)) < OVER_LETTER * size
}

function accented(letter: Glyph, { box }: Glyph, accent: string): Glyph {
  const base = DOTLESS.get(letter.text) ?? letter.text
  return { ...letter, text: `${base}${accent}`.normalize('NFC'), box: unionOf([letter.box, box]) }
}

/** Lam and alef are drawn as one; some files name them in the order in which they are seen. */
function isTurnedLigature(first: Glyph, second: Glyph): boolean {
  if (second.text !== 'ل' || !/^[اأإآ]$/.test(first.text)) return false
  return first.box.left === second.box.left && first.box.right === second.box.right
}
