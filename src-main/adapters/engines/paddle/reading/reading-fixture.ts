import type { LineReading } from './line-reading.ts'

/** A word as it is to have been read. Letters without a probability are sure. */
interface WordRead {
  readonly text: string
  readonly probabilities?: readonly number[]
  readonly confidence?: number
}

const BOX = { left: 0, top: 0, right: 100, bottom: 40 }
const STEP_PX = 8
const LETTER_SHARE = 1 / 80

/** A line of words that a recogniser read, each letter as wide as the others. */
export function readingOf(words: readonly WordRead[], confidence = 0.98): LineReading {
  let place = 0
  const read = words.map(({ text, probabilities = [], confidence: sure = 0.97 }) => {
    const letters = [...text].map((letter, at) => ({
      text: letter,
      step: (place + at) * 2,
      probability: probabilities[at] ?? 0.99,
    }))
    const from = place * LETTER_SHARE
    place += letters.length + 1
    const word = { text, box: BOX, confidence: sure }
    return { word, letters, steps: [], model: 'quick', heightPx: 40, from, to: place * LETTER_SHARE }
  })
  const line = {
    text: words.map(word => word.text).join(' '),
    box: BOX,
    confidence,
    words: read.map(({ word }) => word),
    model: 'quick',
  }
  const quad = [
    { x: 0, y: 0 },
    { x: 1600, y: 0 },
    { x: 1600, y: 48 },
    { x: 0, y: 48 },
  ] as const
  return { line, words: read, quad, squeeze: 0.8, stepPx: STEP_PX }
}
