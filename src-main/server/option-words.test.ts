import { expect, test } from 'vitest'
import { SubmitFields } from '../../src-shared/contract/routes.ts'
import { optionWords } from './option-words.ts'

test.each([
  ['mode', 'The option mode takes fast, balanced, or accurate.'],
  ['language', 'The option language takes auto, latin, or cjk.'],
  ['dpi', 'The option dpi takes a whole number from 72 to 600.'],
  ['force_ocr', 'The option force_ocr takes true or false.'],
  ['pages', 'The option pages takes at most 1000 characters.'],
])('who gives %s something else is told what it takes', (name, words) => {
  expect(optionWords(name)).toBe(words)
})

test('there are words for every option', () => {
  const said = Object.keys(SubmitFields.properties).map(optionWords)

  expect(said.filter(words => words.includes('another value') || words.includes('undefined'))).toEqual([])
})
