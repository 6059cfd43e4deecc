import { describe, expect, it } from 'vitest'
import type { LineReading } from './line-reading.ts'
import { readingOf } from './reading-fixture.ts'
import { rereadWords } from './reread-words.ts'

const DOUBT = [0.99, 0.35, 0.4, 0.99]
const page = (line: LineReading, count = 40): LineReading[] => new Array<LineReading>(count).fill(line)

/** Reads again with a careful model that says this of every stretch, and notes what it was asked for. */
async function reread(readings: readonly LineReading[], say: (asked: string) => string) {
  const stretches: string[] = []
  const whole: number[] = []
  const { lines } = await rereadWords(readings, {
    name: 'careful',
    readLine: async index => {
      whole.push(index)
      return readings[index] ?? readingOf([])
    },
    readStretch: async (reading, from, to) => {
      const asked = reading.words.filter(word => word.from >= from - 1e-9 && word.to <= to + 1e-9)
      const text = asked.map(({ word }) => word.text).join(' ')
      stretches.push(text)
      const said = readingOf(
        say(text)
          .split(' ')
          .map(each => ({ text: each })),
      )
      const end = said.words.at(-1)?.to ?? 1
      return {
        ...said,
        words: said.words.map(word => ({ ...word, from: word.from / end, to: word.to / end })),
      }
    },
  })
  return { stretches, whole, texts: lines.map(({ line }) => line.text) }
}

const SURE = readingOf(['three', 'boats', 'came', 'home'].map(text => ({ text })))
const DOUBTFUL = readingOf([
  { text: 'three' },
  { text: 'b0ats', probabilities: DOUBT, confidence: 0.6 },
  { text: 'came' },
  { text: 'home' },
])

describe('reading words again', () => {
  it('reads the doubtful word of a line between its neighbours, and changes none of these', async () => {
    const { stretches, texts } = await reread([...page(SURE), DOUBTFUL], () => 'thrce boats carne')

    expect(stretches).toEqual(['three b0ats came'])
    expect(texts.at(-1)).toBe('three boats came home')
  })

  it('leaves out a mark that stands beside the doubtful word', async () => {
    const line = readingOf([
      { text: 'three' },
      { text: 'b0ats', probabilities: DOUBT, confidence: 0.6 },
      { text: ',' },
    ])
    const { stretches, texts } = await reread([...page(SURE), line], () => 'three boats')

    expect(stretches).toEqual(['three b0ats'])
    expect(texts.at(-1)).toBe('three boats ,')
  })

  it('stops where the careful model reads the same words', async () => {
    const readings = page(DOUBTFUL, 60)
    const same = await reread(readings, asked => asked)
    const other = await reread(readings, asked => asked.replace('0', 'o'))

    expect(same.stretches.length).toBeLessThan(40)
    expect(other.texts.every(text => text === 'three boats came home')).toBe(true)
  })

  it('expects no more of plain words because numbers with letters changed', async () => {
    const beginningWith = (text: string) =>
      page(
        readingOf([{ text, probabilities: DOUBT, confidence: 0.8 }, { text: 'sure' }, { text: 'home' }]),
        20,
      )
    const readings = [...page(SURE, 20), ...beginningWith('boat'), ...beginningWith('13A4')]
    const { stretches } = await reread(readings, asked => asked.replace('A4', 'A1'))

    expect(stretches.filter(text => text === '13A4 sure')).toHaveLength(20)
    expect(stretches.filter(text => text === 'boat sure').length).toBeLessThan(3)
  })

  it('reads lines that are hardly text as a whole, and gives up where that helps nothing', async () => {
    const hardly = readingOf([{ text: 'x;', probabilities: [0.3, 0.3] }], 0.3)

    expect((await reread(page(hardly, 20), asked => asked)).whole).toHaveLength(6)
  })
})
