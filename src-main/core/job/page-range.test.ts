import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProblemError } from '../problem-error.ts'
import { pageRange } from './page-range.ts'

test.each([
  ['', 4, [1, 2, 3, 4]],
  ['1,3-5,-2', 8, [1, 3, 4, 5, 7]],
  ['-1', 8, [8]],
  ['5-', 7, [5, 6, 7]],
  ['-3--1', 7, [5, 6, 7]],
  ['2--2', 5, [2, 3, 4]],
  [' 3 , 1 - 2 ', 5, [1, 2, 3]],
  ['2,2,1-2', 2, [1, 2]],
])('the range “%s” of %i pages means %j', (range, pageCount, pages) => {
  expect(pageRange(range, pageCount)).toEqual(pages)
})

test.each(['0', '9', '-9', '3-1', 'a', '1;2', '1,,2', ',', '1-2-3', '--', '-', '1.5', '1e3', '٣'])(
  'the range “%s” of 8 pages is refused',
  range => {
    expect(() => pageRange(range, 8)).toThrow(ProblemError)
  },
)

test('any pages written as single numbers are read back, ascending and each once', () => {
  const pagesOfDocument = fc
    .integer({ min: 1, max: 500 })
    .chain(count =>
      fc.tuple(fc.constant(count), fc.array(fc.integer({ min: 1, max: count }), { minLength: 1 })),
    )
  fc.assert(
    fc.property(pagesOfDocument, ([count, pages]) => {
      const forwards = pageRange(pages.join(','), count)
      const backwards = pageRange(pages.map(page => page - count - 1).join(','), count)
      const expected = [...new Set(pages)].sort((a, b) => a - b)
      expect(forwards).toEqual(expected)
      expect(backwards).toEqual(expected)
    }),
  )
})

test('whatever is typed, the pages are within the document or the range is refused by name', () => {
  const typed = fc.string({ unit: fc.constantFrom(...'0123456789,- x'), maxLength: 12 })
  fc.assert(
    fc.property(typed, fc.integer({ min: 1, max: 50 }), (range, count) => {
      try {
        const pages = pageRange(range, count)
        expect(pages.every(page => Number.isInteger(page) && page >= 1 && page <= count)).toBe(true)
      } catch (error) {
        expect(error).toMatchObject({ code: 'page-range-invalid' })
      }
    }),
  )
})
