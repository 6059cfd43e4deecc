/** The language as HTML names it, where its script tells; undefined where many languages share the script. */
export function languageOfText(text: string): string | undefined {
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  const count = (script: RegExp) => sample.match(script)?.length ?? 0
  const letters = count(/\p{L}/gu)
  if (letters === 0) return undefined
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)
  const han = count(/\p{Script=Han}/gu)
  if (count(/\p{Script=Hangul}/gu) > letters / 3) return 'ko'
  if (kana > letters / 10) return 'ja'
  return han > letters / 3 ? 'zh' : undefined
}

const SAMPLE_CHARACTERS = 4000
