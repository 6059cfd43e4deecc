const SAMPLE_CHARACTERS = 4000
const LETTERS = /\p{L}/gu
const TURNED = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu

/** Whether most of a text's letters are written from right to left. */
export function isRightToLeft(text: string): boolean {
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  const count = (letters: RegExp) => sample.match(letters)?.length ?? 0
  return 2 * count(TURNED) > count(LETTERS)
}
