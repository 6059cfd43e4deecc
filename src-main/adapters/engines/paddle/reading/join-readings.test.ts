import { describe, expect, it } from 'vitest'
import { joinReadings, mendLine } from './join-readings.ts'
import { readingOf } from './reading-fixture.ts'

const UNSURE = new Array<number>(20).fill(0.5)

/** What stands there, of words and what was read in their place. */
function join(old: readonly string[], again: readonly string[], probabilities: readonly number[] = []) {
  const before = readingOf(old.map(text => ({ text, probabilities: [0.7] }))).words
  const after = readingOf(again.map(text => ({ text, probabilities }))).words
  const { words, changed, isUnconfirmed } = joinReadings(before, after)
  const texts = words.map(each => each.map(({ word }) => word.text).join(' '))
  return { texts, changes: changed.size, isUnconfirmed }
}

describe('joining two readings of a stretch', () => {
  it('takes the careful word, and counts what changed', () => {
    expect(join(['tlie', 'boat'], ['the', 'boat'])).toEqual({
      texts: ['the', 'boat'],
      changes: 1,
      isUnconfirmed: false,
    })
  })

  it('takes two words in place of one', () => {
    expect(join(['theboat'], ['the', 'boat']).texts).toEqual(['the boat'])
  })

  it('keeps words of which the careful model is much less sure', () => {
    expect(join(['boat'], ['bcat'], UNSURE)).toMatchObject({ texts: ['boat'], changes: 0 })
  })

  it('keeps addresses whole', () => {
    expect(join(['ann@example.org'], ['ann@example', '.org']).texts).toEqual(['ann@example.org'])
  })

  it('keeps what the quick model took a low quote for', () => {
    expect(join([',,Kornm', 'doch'], ['Komm', 'doch']).texts).toEqual([',,Komm', 'doch'])
    expect(join([',U13/X'], ['U13/X']).texts).toEqual(['U13/X'])
  })

  it('keeps words where the careful model leaves letters out, and says so', () => {
    expect(join(['raBaHb'], ['.'])).toEqual({ texts: ['raBaHb'], changes: 0, isUnconfirmed: true })
  })
})

describe('mending a line', () => {
  const reading = readingOf([{ text: 'tlie', probabilities: [0.6, 0.5] }, { text: 'boat' }], 0.85)

  it('puts words in the place of others and is surer of the line', () => {
    const { line } = mendLine(reading, new Map([[0, readingOf([{ text: 'the' }]).words]]), 'careful')

    expect(line.text).toBe('the boat')
    expect(line.words.map(word => word.text)).toEqual(['the', 'boat'])
    expect(line.confidence).toBeGreaterThan(0.85)
    expect(line.model).toBe('quick+careful')
  })

  it('leaves a line as it is where nothing changed', () => {
    expect(mendLine(reading, new Map([[0, reading.words.slice(0, 1)]]), 'careful')).toBe(reading)
  })
})
