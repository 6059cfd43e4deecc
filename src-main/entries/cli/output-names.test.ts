import { expect, test } from 'vitest'
import { outputStems } from './output-names.ts'

test('inputs of one name get numbers, also when only case or composition differs', () => {
  expect(outputStems(['a/x.pdf', 'b/x.png', 'c/X.pdf', 'x-2.pdf', 'd/e\u0301.pdf', 'e/\u00e9.pdf'])).toEqual([
    'x',
    'x-2',
    'X-3',
    'x-2-2',
    'e\u0301',
    '\u00e9-2',
  ])
})

test('a name without anything before its dot is kept', () => {
  expect(outputStems(['.pdf', 'archive.tar.pdf'])).toEqual(['.pdf', 'archive.tar'])
})

test('no output takes the place of an input', () => {
  expect(outputStems(['in/a.docx', 'b.pdf'], { outputDir: 'in', formats: ['md', 'docx'] })).toEqual([
    'a-2',
    'b',
  ])
})
