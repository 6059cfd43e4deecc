import { expect, it } from 'vitest'
import { numberText } from './number-text.ts'

it.each([
  ['upperLetter', 27, 'AA'],
  ['lowerRoman', 1994, 'mcmxciv'],
  ['ordinal', 12, '12th'],
  ['ordinal', 22, '22nd'],
  ['decimalZero', 9, '09'],
  ['chineseCounting', 10, '十'],
  ['chineseCounting', 23, '二十三'],
  ['chineseCounting', 105, '一百〇五'],
  ['ideographTraditional', 3, '丙'],
  ['decimalEnclosedCircle', 20, '⑳'],
  ['decimalFullWidth', 12, '１２'],
  ['somethingNew', 7, '7'],
  ['upperRoman', 0, '0'],
])('in the format %s the number %i is %s', (format, number, text) => {
  expect(numberText(number, format)).toBe(text)
})
