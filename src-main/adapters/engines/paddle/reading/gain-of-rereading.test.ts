import { describe, expect, it } from 'vitest'
import { gainOfRereading, surenessOfPage } from './gain-of-rereading.ts'
import { readingOf } from './reading-fixture.ts'

const gain = (text: string, probabilities: readonly number[] = [], pageSureness = 3) => {
  const reading = readingOf([{ text, probabilities }])
  const [word] = reading.words
  if (!word) throw new Error('no word')
  return gainOfRereading(word, reading.stepPx, pageSureness)
}

describe('the gain to be had from reading a word again', () => {
  it('grows with a letter that is less sure', () => {
    expect(gain('harbour', [0.99, 0.4])).toBeGreaterThan(2 * gain('harbour', [0.99, 0.99]))
  })

  it('is larger for words that are spelt as none is', () => {
    expect(gain('harBour')).toBeGreaterThan(gain('harbour'))
    expect(gain('harb0ur')).toBeGreaterThan(gain('harbour'))
  })

  it('is larger on a page of which the quick model is less sure', () => {
    expect(gain('harbour', [], 2)).toBeGreaterThan(gain('harbour', [], 4))
  })

  it('takes the sureness of a page from its words', () => {
    const sure = readingOf([{ text: 'one', confidence: 0.98 }])
    const doubtful = readingOf([{ text: 'two', confidence: 0.7 }])

    expect(surenessOfPage([sure])).toBeGreaterThan(surenessOfPage([sure, doubtful]))
    expect(surenessOfPage([])).toBe(0)
  })
})
