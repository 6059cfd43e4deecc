/** PDFium's own marks for a hyphen at a line's end; PDFium must also say that it is one. */
export const HYPHEN_MARKS: readonly number[] = [0x02, 0xfffe]
export const HYPHEN = 0x2d
/** Stands for characters that nobody knows. */
export const REPLACEMENT = '\uFFFD'
const LAST_CODE_POINT = 0x10ffff

/** The character that a code of PDFium's stands for; U+FFFD where there is none that could be seen. */
export function readableText(code: number): string {
  if (code > LAST_CODE_POINT || isSurrogate(code) || isControl(code) || isNoCharacter(code))
    return REPLACEMENT
  return String.fromCodePoint(code)
}

/** Whether a code tells nothing about what a reader would see: no character, private use, a control. */
export function isUnmapped(code: number): boolean {
  if (code >= 0x20 && code < 0x7f) return false
  return readableText(code) === REPLACEMENT || (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff
}

/** Whether a code only turns the direction of what follows, or marks the order of bytes: no glyph, and a danger to readers. */
export function isDirectionMark(code: number): boolean {
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code === 0xfeff
}

function isControl(code: number): boolean {
  const isBlank = code === 0x09 || code === 0x0a || code === 0x0d
  return (code < 0x20 && !isBlank) || (code >= 0x7f && code <= 0x9f)
}

/** No text may hold them. */
const isNoCharacter = (code: number): boolean =>
  (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef)
