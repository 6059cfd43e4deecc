import { expect, test } from 'vitest'
import { repeatsOneSign } from './repeats-one-sign.ts'

test('a row of one sign is told from words, however short or like each other their letters are', () => {
  expect(repeatsOneSign('家家家家家家 家家家')).toBe(true)
  expect(repeatsOneSign('一一一一 三 一一')).toBe(true)
  expect(repeatsOneSign('謝謝大家')).toBe(false)
  expect(repeatsOneSign('谢谢')).toBe(false)
  expect(repeatsOneSign('')).toBe(false)
})
