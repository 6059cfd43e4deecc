import { expect, it } from 'vitest'
import { mendZeros } from './mend-zeros.ts'

const read = (text: string, probability: number) =>
  [...text].map((letter, step) => ({ text: letter, step, probability }))
const mended = (text: string, probability: number) =>
  mendZeros(read(text, probability))
    .map(character => character.text)
    .join('')

it('takes doubtful zeros after small letters and between capitals for an O', () => {
  expect(mended('n0 f00d als0, PR0DUCT P0S:12', 0.9)).toBe('no food also, PRODUCT POS:12')
})

it('takes a doubtful O among figures for a zero', () => {
  expect(mended('1o,ooo 0.Q0 $2O0.', 0.9)).toBe('10,000 0.00 $200.')
})

it('leaves codes, formulas and ordinals as they are', () => {
  const text = 'B003 A0 JM0325955-V No.10 O2 1o. ml4500 CO 0'
  expect(mended(text, 0.9)).toBe(text)
})

it('mends the whole of a word that it doubts once', () => {
  const [first, ...others] = read('o,ooo', 0.99).map(character => ({
    ...character,
    step: character.step + 1,
  }))
  const number = [...read('1', 0.99), ...(first ? [{ ...first, probability: 0.8 }] : []), ...others]
  expect(mendZeros(number).map(character => character.text)).toEqual([...'10,000'])
})

it('leaves what the recogniser is sure of', () => {
  expect(mended('n0 1o,ooo', 0.99)).toBe('n0 1o,ooo')
})
