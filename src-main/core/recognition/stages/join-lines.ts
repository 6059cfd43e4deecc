const CJK_END = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}　-〿＀-￯]$/u
const CJK_START = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}　-〿＀-￯]/u
/** The dots between a title and its page number. */
const DOT_LEADER = /\s*(\.\s?){6,}/g
const BROKEN_WORD = /\p{L}[-‐­¬]$/u

/** Joins lines to running text: line ends become spaces, and words that were parted at a line end are whole again. */
export function joinLines(lines: readonly string[]): string {
  let text = ''
  for (const line of lines) {
    const next = line.trim()
    if (next === '') continue
    text = text === '' ? next : joinTwo(text, next)
  }
  return text.replace(DOT_LEADER, ' … ')
}

function joinTwo(text: string, next: string): string {
  if (BROKEN_WORD.test(text)) {
    if (/^\p{Ll}/u.test(next)) return text.slice(0, -1) + next
    if (/^[\p{Lu}\d]/u.test(next)) return text + next
  }
  if (CJK_END.test(text) && CJK_START.test(next)) return text + next
  return `${text} ${next}`
}
