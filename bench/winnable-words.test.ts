import { expect, test } from 'vitest'
import { readingOf } from '../src-main/adapters/engines/paddle/reading/reading-fixture.ts'
import { winnableWords } from './winnable-words.ts'

const TRUTH = 'a quiet harbour town by the sea'

const readAs = (quick: string, careful: string) => {
  const [first, second] = [quick, careful].map(text =>
    readingOf(text.split(' ').map(word => ({ text: word }))),
  )
  if (!first || !second) throw new Error('no reading')
  return winnableWords([{ quick: first, careful: second }], TRUTH, false)
}

test('a word is to be won that only the careful model has right', () => {
  const words = readAs('a qu1et harbour tovvn', 'a quiet harb0ur town')

  expect(words.map(word => word.isWon)).toEqual([false, true, false, true])
})

test('a word that both have wrong is not to be won', () => {
  expect(readAs('a quiet harb0ur', 'a quiet harbcur').map(word => word.isWon)).toEqual([false, false, false])
})

test('marks that stand by themselves are not asked about', () => {
  expect(readAs('a – harbour', 'a – harbour')).toHaveLength(2)
})
