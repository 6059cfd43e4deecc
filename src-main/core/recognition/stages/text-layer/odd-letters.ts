import type { Glyph } from '../../../ports/document-reader.ts'

/** Fewer Latin letters tell nothing about a language. */
const LEAST_LETTERS = 80
/** E, t, a, o, i, n, s, r are about two thirds of English, more than half of any language in Latin letters. */
const LEAST_COMMON = 0.46
const COMMON = new Set([...'etaoinsr'].map(letter => letter.charCodeAt(0)))
const [A, Z, TO_SMALL] = [0x41, 0x5a, 0x20]

/** Whether Latin text has its letters as no language has: fonts whose codes are moved by a few places make such text. */
export function hasOddLetters(glyphs: readonly Glyph[]): boolean {
  let letters = 0
  let common = 0
  for (const { text } of glyphs) {
    const code = text.charCodeAt(0)
    const small = code >= A && code <= Z ? code + TO_SMALL : code
    if (small < A + TO_SMALL || small > Z + TO_SMALL) continue
    letters++
    if (COMMON.has(small)) common++
  }
  return letters >= LEAST_LETTERS && common < LEAST_COMMON * letters
}

/** Share of the letters that the recognisers know: Latin, Chinese, Japanese. */
export function knownScriptShare(glyphs: readonly Glyph[]): number {
  let letters = 0
  let known = 0
  for (const { text } of glyphs) {
    if (!/\p{L}/u.test(text)) continue
    letters++
    if (/[\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) known++
  }
  return letters === 0 ? 0 : known / letters
}
