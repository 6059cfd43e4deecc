/** PDFium's own marks for a hyphen at a line's end; PDFium must also say that it is one. */
export const HYPHEN_MARKS: readonly number[] = [0x02, 0xfffe]
export const HYPHEN = 0x2d
const REPLACEMENT = '\uFFFD'
const LAST_CODE_POINT = 0x10ffff

/** The character that a code of PDFium's stands for; U+FFFD where there is none. */
export function readableText(code: number): string {
  if (code === 0 || code > LAST_CODE_POINT || isSurrogate(code)) return REPLACEMENT
  return String.fromCodePoint(code)
}

/** Whether a code tells nothing about what a reader would see: no character, private use, a control. */
export function isUnmapped(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a && code !== 0x0d
  if (code === 0xfffd || code > LAST_CODE_POINT || isSurrogate(code)) return true
  return (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff
}
