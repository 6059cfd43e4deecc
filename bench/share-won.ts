import type { WinnableWord } from './winnable-words.ts'

/** Of the width of all words, as much as is read again. */
const READ_AGAIN = 0.1
/** What another run costs, in pixels. */
const RUN_PX = 40

/** The share of the words to be won that are among a tenth of the width of all: those of most gain for their width. */
export function shareWon<Word extends WinnableWord>(
  words: readonly Word[],
  gainOf: (word: Word) => number,
): number {
  const byWorth = words
    .map(word => ({ word, costPx: word.widthPx + RUN_PX, gain: gainOf(word) }))
    .sort((a, b) => b.gain / b.costPx - a.gain / a.costPx)
  let left = READ_AGAIN * byWorth.reduce((sum, { costPx }) => sum + costPx, 0)
  let won = 0
  for (const { word, costPx } of byWorth) {
    left -= costPx
    if (left < 0) break
    if (word.isWon) won++
  }
  return won / Math.max(1, words.filter(word => word.isWon).length)
}
