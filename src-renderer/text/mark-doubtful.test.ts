import { expect, test } from 'vitest'
import type { Line } from '../../src-shared/contract/page.ts'
import { markDoubtful } from './mark-doubtful.ts'

const box = { left: 0, top: 0, right: 1, bottom: 1 }

/** A line whose words marked with `?` are doubtful. */
const line = (text: string): Line => ({
  text: text.replaceAll('?', ''),
  box,
  confidence: 0.9,
  words: text.split(' ').map(word => ({
    text: word.replace('?', ''),
    box,
    confidence: word.endsWith('?') ? 0.4 : 0.99,
  })),
})

test('doubtful words are parted from the text around them', () => {
  expect(markDoubtful('a brown fox', [line('a brown? fox')])).toEqual([
    { text: 'a ', isDoubtful: false },
    { text: 'brown', isDoubtful: true },
    { text: ' fox', isDoubtful: false },
  ])
})

test('of two equal words the one that is doubtful is marked', () => {
  const marked = markDoubtful('the cat and the dog', [line('the cat and'), line('the? dog')])

  expect(marked.map(stretch => stretch.text)).toEqual(['the cat and ', 'the', ' dog'])
})

test('a word that was joined over a line end is marked as far as it goes', () => {
  const marked = markDoubtful('a barometer here', [line('a baro-?'), line('meter here')])

  expect(marked).toContainEqual({ text: 'baro', isDoubtful: true })
  expect(marked.map(stretch => stretch.text).join('')).toBe('a barometer here')
})

test('a word that is not in the text marks nothing', () => {
  expect(markDoubtful('plain', [line('absent?')])).toEqual([{ text: 'plain', isDoubtful: false }])
})
