import { expect, test } from 'vitest'
import { typedWords } from './typed-words.ts'

test('an installed program hears all words behind its name', () => {
  expect(typedWords(['/opt/pageloom', '--headless', 'convert', 'a.pdf'], true)).toEqual([
    '--headless',
    'convert',
    'a.pdf',
  ])
})

test('in development the folder of the application is no word of the person', () => {
  expect(typedWords(['electron', '--no-sandbox', '/src/pageloom', 'a.pdf'], false)).toEqual(['a.pdf'])
  expect(typedWords(['electron', '/src/pageloom'], false)).toEqual([])
})

test('words for Chromium are left to Chromium', () => {
  expect(typedWords(['/opt/pageloom', '--no-sandbox', '--inspect=0', 'a.pdf'], true)).toEqual(['a.pdf'])
})
