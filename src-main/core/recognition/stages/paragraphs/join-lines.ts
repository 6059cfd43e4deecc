const CJK_END = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}　-〿＀-￯]$/u
const CJK_START = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}　-〿＀-￯]/u
/** The dots between a title and its page number. */
const DOT_LEADER = /\s*(\.\s?){6,}/g
const BROKEN_WORD = /\p{L}[-‐­¬]$/u

/** Joins lines to running text: line ends become spaces, and words that were parted at a line end are whole again. */
export function joinLines(lines: readonly string[]): string {
  const parts: string[] = []
  let last = ''
  for (const line of lines) {
    const next = line.trim()
    if (next === '') continue
    if (last !== '') parts.push(upTo(next, last))
    last = next
  }
  return [...parts, last].join('').replace(DOT_LEADER, ' … ')
}

/** A line with what stands between it and the next, or without its hyphen. */
function upTo(next: string, line: string): string {
  if (BROKEN_WORD.test(line)) {
    if (/^\p{Ll}/u.test(next)) return line.slice(0, -1)
    if (/^[\p{Lu}\d]/u.test(next)) return line
  }
  return CJK_END.test(line) && CJK_START.test(next) ? line : `${line} `
}
