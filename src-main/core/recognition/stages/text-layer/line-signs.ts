import type { Box } from '../../../../../src-shared/contract/page.ts'
import type { Glyph } from '../../../ports/document-reader.ts'
import { unionOf } from '../placed-line.ts'
import { scaleBox } from '../scale-regions.ts'
import { isMathematical, isMathFont } from './is-mathematical.ts'

/** Scripts are smaller than this share of the largest letters of their line. */
const SCRIPT = 0.85
/** From this share of typewriter's letters on a line is code, whatever signs it has. */
const TYPED = 0.3
const BIG_SIGNS = /^(?:CM|LM)EX|Extension|Size[1-9]|MT-?Extra/i
const WORD = /\p{L}{2,}/gu
const FUNCTIONS =
  /^(?:(?:arc)?(?:sin|cos|tan|cot)h?|sec|csc|exp|log|ln|lg|max|min|sup|inf|lim|det|dim|mod|gcd|deg|arg|ker|rank|tr|diag|sgn|sign|erf|erfc|erfcx|Re|Im|var|cov|d[xyt]|if|otherwise|else|for|all|and|or)$/i

/** What tells whether a line is part of a formula. */
export interface LineSigns {
  /** Around its letters as they are drawn, in pixels. */
  readonly box: Box
  /** How many of its characters are of a formula, and how many words it has besides. */
  readonly signs: number
  readonly words: number
  /** Raised or lowered letters, big operators: more than letters in a row. */
  readonly isBuilt: boolean
}

/** Undefined for a line without any sign of a formula, and for code. */
export function signsOfLine(glyphs: readonly Glyph[], scale: number): LineSigns | undefined {
  if (!glyphs.some(({ text, fontName }) => isMathematical(text, fontName))) return undefined
  const written = glyphs.filter(glyph => glyph.text !== ' ')
  if (written.filter(glyph => glyph.isMonospaced === true).length > TYPED * written.length) return undefined
  const signs = written.filter(({ text, fontName }) => isMathematical(text, fontName))
  const largest = Math.max(...written.map(glyph => glyph.fontSizePt))
  // Letters of formulas make no words, whatever stands beside them.
  const plain = glyphs.map(({ text, fontName }) => (isMathFont(fontName) ? ' ' : text)).join('')
  return {
    box: scaleBox(unionOf(written.map(glyph => glyph.box)), scale),
    signs: signs.length,
    words: wordsIn(plain),
    isBuilt: written.some(
      ({ fontName, fontSizePt }) => BIG_SIGNS.test(fontName) || fontSizePt < SCRIPT * largest,
    ),
  }
}

/** How many words a text has that are no names of functions. */
export function wordsIn(text: string): number {
  return text.match(WORD)?.filter(word => !FUNCTIONS.test(word)).length ?? 0
}
