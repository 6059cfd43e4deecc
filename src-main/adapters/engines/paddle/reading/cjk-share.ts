const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Share of the text's letters that are Chinese, Japanese or Korean. */
export function cjkShare(text: string): number {
  const letters = [...text].filter(character => /\p{L}/u.test(character))
  if (letters.length === 0) return 0
  return letters.filter(letter => CJK.test(letter)).length / letters.length
}
