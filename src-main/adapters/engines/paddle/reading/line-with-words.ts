import type { Line } from '../../../../../src-shared/contract/page.ts'

/** The line with other words, and the text that they make. */
export const lineWithWords = (line: Line, words: Line['words']): Line => ({
  ...line,
  words,
  text: words.map(word => word.text).join(' '),
})
