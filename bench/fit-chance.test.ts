import { expect, test } from 'vitest'
import { chanceOf, fitChance } from './fit-chance.ts'

test('finds the weights that made the words right or wrong', () => {
  const words = [-2, -1, 0, 1, 2].flatMap(sign =>
    Array.from({ length: 200 }, (_, i) => ({
      signs: [1, sign],
      isRight: i / 200 < chanceOf([0.5, 1.5], [1, sign]),
      weight: 1,
    })),
  )

  const [always, slope] = fitChance(words)

  expect(always).toBeCloseTo(0.5, 1)
  expect(slope).toBeCloseTo(1.5, 1)
})
