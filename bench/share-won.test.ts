import { expect, test } from 'vitest'
import { shareWon } from './share-won.ts'

const word = (confidence: number, isWon: boolean, widthPx = 60) => ({
  signs: [],
  widthPx,
  confidence,
  isWon,
})

test('counts what is won by the words that promise most for their width', () => {
  const sure = Array.from({ length: 17 }, () => word(0.99, false))
  const words = [...sure, word(0.98, true), word(0.5, true), word(0.6, false)]

  expect(shareWon(words, ({ confidence }) => 1 - confidence)).toBe(0.5)
  expect(shareWon(words, ({ isWon }) => (isWon ? 1 : 0))).toBe(1)
})

test('wins nothing with words that take more than a tenth of the width', () => {
  const words = [word(0.5, true, 10_000), word(0.9, false)]

  expect(shareWon(words, ({ confidence }) => 1 - confidence)).toBe(0)
})
