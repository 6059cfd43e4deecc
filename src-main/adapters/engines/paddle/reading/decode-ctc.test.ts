import { describe, expect, it } from 'vitest'
import { decodeCtc } from './decode-ctc.ts'
import { wordsOfLine } from './words-of-line.ts'

const CHARACTERS = ['', 'a', 'b', ' ']

describe('decodeCtc', () => {
  it('drops blanks and repeats, and keeps a letter that comes twice with a blank between', () => {
    const decoded = decodeCtc([0, 1, 1, 0, 1, 2, 0], [1, 0.9, 0.8, 1, 0.7, 0.6, 1], CHARACTERS)

    expect(decoded.map(each => each.text).join('')).toBe('aab')
    expect(decoded.map(each => each.step)).toEqual([1, 4, 5])
  })

  it('takes the classes of the runtime, which are big integers', () => {
    const decoded = decodeCtc(Int32Array.from([1, 0, 2]), [0.5, 1, 0.25], CHARACTERS)

    expect(decoded.map(each => each.probability)).toEqual([0.5, 0.25])
  })
})

describe('wordsOfLine', () => {
  it('splits at spaces and cuts boxes halfway to the neighbours', () => {
    const decoded = decodeCtc([1, 0, 3, 0, 2, 0, 0, 2], [1, 1, 1, 1, 0.8, 1, 1, 0.6], CHARACTERS)
    const quad = [
      { x: 0, y: 0 },
      { x: 80, y: 0 },
      { x: 80, y: 20 },
      { x: 0, y: 20 },
    ] as const

    const between: (readonly [number, number])[] = []
    const readings = wordsOfLine(decoded, {
      quad,
      positionOf: step => (step + 0.5) / 8,
      stepCount: 8,
      stepsBetween: spaces => {
        between.push(spaces)
        return []
      },
      model: 'tiny',
      heightPx: 20,
    })

    const words = readings.map(reading => reading.word)
    expect(words.map(word => word.text)).toEqual(['a', 'bb'])
    expect(words.map(word => word.box)).toEqual([
      { left: 0, top: 0, right: 15, bottom: 20 },
      { left: 35, top: 0, right: 80, bottom: 20 },
    ])
    expect(between).toEqual([
      [-1, 2],
      [2, 8],
    ])
    expect(readings.map(({ from, to }) => [from, to])).toEqual([
      [0, 2.5 / 8],
      [2.5 / 8, 1],
    ])
  })
})
