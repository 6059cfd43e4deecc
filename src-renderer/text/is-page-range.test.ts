import { expect, test } from 'vitest'
import { isPageRange } from './is-page-range.ts'

test.each(['', '1', '1,3-5,-2', ' 2 - 4 , 9 ', '-3--1'])('"%s" is a page range', text => {
  expect(isPageRange(text)).toBe(true)
})

test.each(['0', 'a', '1,', '1;2', '1-2-3', '--1'])('"%s" is none', text => {
  expect(isPageRange(text)).toBe(false)
})
