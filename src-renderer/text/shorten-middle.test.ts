import { expect, test } from 'vitest'
import { shortenMiddle } from './shorten-middle.ts'

test('a name that fits stays as it is', () => {
  expect(shortenMiddle('letter.pdf', 20)).toBe('letter.pdf')
})

test('a long name keeps its beginning and its end', () => {
  expect(shortenMiddle('a-very-long-name-of-a-file.pdf', 15)).toBe('a-very-…ile.pdf')
})

test('letters of more than one unit are not torn apart', () => {
  expect(shortenMiddle('📄📄📄📄📄📄.pdf', 7)).toBe('📄📄📄…pdf')
})
