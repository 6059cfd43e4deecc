import type { TextLayer } from '../../../ports/document-reader.ts'
import { hasOddLetters } from './odd-letters.ts'

/** Where a page's text comes from, and why. */
export interface SourceChoice {
  /** `prove`: from the layer, if a few lines of the page bear it out. */
  readonly run: 'text-layer' | 'prove' | 'ocr'
  readonly because:
    | 'told-to'
    | 'no-text-layer'
    | 'too-little-text'
    | 'unmapped-text'
    | 'nonsense-text'
    | 'signs-in-words'
    | 'layer-of-a-scan'
    | 'odd-letters'
    | 'layer-is-good'
}

/** More unknown characters than this and the layer is of no use. */
const MOST_UNMAPPED = 0.1
/** A scan needs this many visible characters before its layer counts as the page's text. */
const ENOUGH_ON_SCAN = 400
/** A page half covered by pictures needs so many; its pictures are read by themselves then. */
const ENOUGH_BESIDE_PICTURES = 120
const PICTURE_PAGE = 0.5
/** Below this share of plausible words a layer is nonsense. */
const LEAST_PLAUSIBLE = 0.6
/** A layer over or under a scan was made by some OCR: it must be better to be believed. */
const LEAST_PLAUSIBLE_ON_SCAN = 0.97
const SCAN = 0.9
/** Program code is words as languages have them once they are parted at signs, figures and capitals. */
const LEAST_PLAUSIBLE_IN_CODE = 0.75
const LEAST_LETTERS_IN_CODE = 0.5

/** Decides whether a page's text layer can be trusted. */
export function chooseSource(layer: TextLayer | undefined, forceOcr: boolean): SourceChoice {
  if (forceOcr) return { run: 'ocr', because: 'told-to' }
  if (!layer) return { run: 'ocr', because: 'no-text-layer' }
  const written = layer.glyphs.filter(glyph => glyph.text.trim() !== '')
  if (written.length === 0) return { run: 'ocr', because: 'no-text-layer' }
  if (layer.unmappedShare > MOST_UNMAPPED) return { run: 'ocr', because: 'unmapped-text' }
  const hidden = written.filter(glyph => glyph.isInvisible).length
  const isOnScan = hidden * 2 > written.length || layer.imageCoverage > SCAN
  const isPicture = layer.imageCoverage > PICTURE_PAGE
  const enough = isOnScan ? ENOUGH_ON_SCAN : isPicture ? ENOUGH_BESIDE_PICTURES : 0
  if (written.length < enough) return { run: 'ocr', because: 'too-little-text' }
  const least = isOnScan ? LEAST_PLAUSIBLE_ON_SCAN : LEAST_PLAUSIBLE
  const text = layer.glyphs.map(glyph => glyph.text).join('')
  if (plausibleShare(text) < least)
    return !isOnScan && isLikeCode(text)
      ? { run: 'prove', because: 'signs-in-words' }
      : { run: 'ocr', because: 'nonsense-text' }
  if (isOnScan) return { run: 'prove', because: 'layer-of-a-scan' }
  if (hasOddLetters(written)) return { run: 'prove', because: 'odd-letters' }
  return { run: 'text-layer', because: 'layer-is-good' }
}

/** Share of the characters that stand in words as languages have them. */
function plausibleShare(text: string): number {
  const words = text.split(/\s+/).filter(word => word !== '')
  let all = 0
  let plausible = 0
  for (const word of words) {
    all += word.length
    if (isPlausible(word)) plausible += word.length
  }
  return all === 0 ? 0 : plausible / all
}

/** Whether only the signs in it, and names put together of words, make text look like nonsense. */
function isLikeCode(text: string): boolean {
  const bare = text.replace(SIGN, ' ')
  const isMostlyLetters =
    bare.replace(/\s+/g, '').length >= LEAST_LETTERS_IN_CODE * text.replace(/\s+/g, '').length
  return isMostlyLetters && plausibleShare(bare.replace(SEAM, ' ')) >= LEAST_PLAUSIBLE_IN_CODE
}

const SIGN = /[^\p{L}\p{M}\p{N}\s]/gu
/** Between the words of a name such as `isOpen` or `line2`. */
const SEAM = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})/gu
const NUMBER = /^[\p{Sc}(+-]*\d[\d.,:/()%-]*[\p{Sc}%.,:;)]*$/u
const LATIN_WORD = /^[("'“‘[]*\p{Script=Latin}[\p{Script=Latin}\p{M}'’.-]*[)"'”’\].,;:!?]*$/u
const VOWEL = /[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœ]/i
const OTHER_SCRIPT = /^[\p{P}\d]*[\p{L}\p{M}][\p{L}\p{M}\p{P}\d]*$/u
const CONSONANT_PILE = /[bcdfghjklmnpqrstvwxz]{6}/i
const CASE_JUMBLE = /\p{Ll}\p{Lu}\p{Ll}\p{Lu}/u

function isPlausible(word: string): boolean {
  if (hasSwappedBytes(word)) return false
  if (NUMBER.test(word)) return true
  if (/\p{Script=Latin}/u.test(word)) {
    if (CONSONANT_PILE.test(word) || CASE_JUMBLE.test(word)) return false
    if (!LATIN_WORD.test(word)) return word.split(/[/@_\-–—=+&.:]/).length > 1
    return word.length <= 3 || VOWEL.test(word) || word === word.toUpperCase()
  }
  return OTHER_SCRIPT.test(word) || /^[\p{P}\p{S}]$/u.test(word)
}

/** Latin text whose two bytes a letter were written in the wrong order looks like rare Chinese. */
function hasSwappedBytes(word: string): boolean {
  const letters = [...word]
  const swapped = letters.filter(letter => {
    const code = letter.codePointAt(0) ?? 0
    return code > 0xff && code % 0x100 === 0
  })
  return swapped.length * 2 > letters.length
}
