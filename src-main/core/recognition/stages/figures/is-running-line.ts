import type { Line } from '../../../../../src-shared/contract/page.ts'

/** Lines of so many words are text; labels are shorter. */
export const RUNNING_WORDS = 5
const RUNNING_HAN = /\p{Script=Han}{8}/u

/** Whether a line is rather of a running text than a label. */
export function isRunningLine({ words, text }: Pick<Line, 'words' | 'text'>): boolean {
  return words.length >= RUNNING_WORDS || RUNNING_HAN.test(text)
}
