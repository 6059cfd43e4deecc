import { expect, it } from 'vitest'
import type { Line } from '../../../../../src-shared/contract/page.ts'
import { mendPrices } from './mend-prices.ts'

/** Lines below each other, each with its text and where it ends. */
function columnOf(lines: readonly (readonly [string, number])[]): Line[] {
  return lines.map(([text, right], row) => {
    const box = { left: right - 60, top: row * 30, right, bottom: row * 30 + 20 }
    const words = text.split(' ').map((word, at) => ({ text: word, box, confidence: at === 0 ? 0.9 : 0.7 }))
    return { text, box, quad: [], confidence: 0.9, words, model: 'quick' }
  })
}

const textsOf = (lines: readonly Line[]): string[] => lines.map(line => line.text)

it('puts the mark that the prices of the column have into numbers without', () => {
  const receipt = columnOf([
    ['28.00', 400],
    ['1 80', 402],
    ['RM 6.50', 399],
    ['130 PLAIN RICE', 200],
  ])

  const mended = mendPrices(receipt)

  expect(textsOf(mended)).toEqual(['28.00', '1.80', 'RM 6.50', '130 PLAIN RICE'])
  expect(mended[1]?.words).toEqual([{ text: '1.80', box: receipt[1]?.box, confidence: 0.7 }])
  expect(
    textsOf(
      mendPrices(
        columnOf([
          ['1.028,00', 400],
          ['12 80', 400],
          ['6,50', 400],
        ]),
      ),
    ),
  ).toEqual(['1.028,00', '12,80', '6,50'])
})

it('leaves numbers beside the column, and where as many stand without a mark', () => {
  const beside = columnOf([
    ['28.00', 400],
    ['1 80', 300],
    ['6.50', 400],
  ])
  const groups = columnOf([
    ['28.00', 400],
    ['12 80', 400],
    ['14 15', 400],
    ['6.50', 400],
  ])

  expect(mendPrices(beside)).toEqual(beside)
  expect(mendPrices(groups)).toEqual(groups)
  expect(mendPrices(columnOf([['1 80', 400]]))).toHaveLength(1)
})
