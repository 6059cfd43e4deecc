import { expect, test } from 'vitest'
import { alignLines } from './align-lines.ts'
import type { ReadLine } from './reading.ts'

const line = (text: string): ReadLine => ({
  words: text.split(' ').map(word => ({ text: word, confidence: 0.9 })),
  box: { left: 0, top: 0, right: 1, bottom: 1 },
})
const rightOf = (truth: string, ...lines: string[]) =>
  alignLines(truth, lines.map(line), false).lines.map(each => each.words.map(word => word.isRight))

test('lines find their truth in any order', () => {
  const { lines: aligned } = alignLines(
    'The first line\nand the second',
    [line('and tbe second'), line('The first line')],
    false,
  )

  expect(aligned.map(each => each.truth)).toEqual(['and the second', 'The first line'])
  expect(aligned.map(each => each.errors)).toEqual([1, 0])
  expect(aligned[0]?.words.map(word => word.isRight)).toEqual([true, false, true])
})

test('half a word is no right word', () => {
  expect(rightOf('barometer works', 'meter works')).toEqual([[false, true]])
  expect(rightOf('barometer works', 'barometerworks')).toEqual([[false]])
  expect(rightOf('baro meter works', 'barometer works')).toEqual([[false, true]])
})

test('where words have no blanks between them, each character is right or wrong by itself', () => {
  expect(rightOf('天下大事必作于细', '大事心作')).toEqual([[true, true, false, true]])
  expect(rightOf('使用 OCR 技术', '使用 OCR 技术')).toEqual([[true, true, true, true, true]])
})

test('a piece of truth serves once, and the longer line has the first choice', () => {
  expect(rightOf('total 12 euros', '12', 'total 12 euros')).toEqual([[false], [true, true, true]])
  expect(rightOf('12 and 12', '12', '12')).toEqual([[true], [true]])
})

test('a line that nobody wrote has no right word', () => {
  const [aligned] = alignLines('', [line('ghost words')], false).lines

  expect(aligned).toMatchObject({ truth: '', errors: 11 })
  expect(aligned?.words.every(word => !word.isRight)).toBe(true)
})

test('quotes, dashes and, where asked, case are no errors', () => {
  const [aligned] = alignLines('TOTAL – “due”', [line('Total - "due"')], true).lines

  expect(aligned?.errors).toBe(0)
})

test('words between the lines of the truth are found over its line ends', () => {
  expect(rightOf('one two\nthree four', 'two three')).toEqual([[true, true]])
})

test('a line unlike anything takes nothing from others', () => {
  expect(rightOf('name and date', 'zzzzzzzzzzz aaa', 'name and date')).toEqual([
    [false, false],
    [true, true, true],
  ])
})

test('truth that no line took is told, but for marks at the ends of lines', () => {
  const { missed } = alignLines(
    'Name: Ada -\nBorn 1815 in London\nDied',
    [line('Name: Ada'), line('Died')],
    false,
  )

  expect(missed).toEqual(['- Born 1815 in London'])
})
