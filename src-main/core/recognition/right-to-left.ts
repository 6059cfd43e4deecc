/** Scripts that are written from right to left. */
const SCRIPTS = String.raw`\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}`
const RIGHT_TO_LEFT = new RegExp(`[${SCRIPTS}]`, 'u')
const ALL_RIGHT_TO_LEFT = new RegExp(`[${SCRIPTS}]`, 'gu')
const LETTERS = /\p{L}/gu
const SAMPLE_CHARACTERS = 4000

/** Whether a text has letters of a script that is written from right to left. */
export const hasRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text)

/** Whether most of a text's letters are written from right to left. */
export function isRightToLeft(text: string): boolean {
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  const count = (letters: RegExp) => sample.match(letters)?.length ?? 0
  return 2 * count(ALL_RIGHT_TO_LEFT) > count(LETTERS)
}
