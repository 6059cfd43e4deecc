import { expect, it } from 'vitest'
import { LINE_HEIGHT_PX } from './crop-line.ts'
import { mendExclamations } from './mend-exclamations.ts'

const STEP_PX = 16
const PAPER = 0.4
const INK = -0.6
/** How far up the ink of a worn point has spread into the room below the stroke. */
const WORN = -0.3

/** A line of which each sign is a stroke five pixels wide, those at `points` with a worn point at its foot, and what is made of it. */
function mended(
  text: string,
  { points = [], probability = 0.6 }: { points?: number[]; probability?: number },
): string {
  const read = [...text].map((sign, step) => ({
    text: sign,
    step,
    probability: sign.trim() === '' ? 0.99 : probability,
  }))
  const widthPx = text.length * STEP_PX
  const plane = new Float32Array(widthPx * LINE_HEIGHT_PX).fill(PAPER)
  for (const [at, sign] of read.entries()) {
    if (sign.text === ' ') continue
    const left = at * STEP_PX + 5
    const isPointed = points.includes(at)
    for (let y = 12; y < 36; y++) {
      const isRoom = isPointed && y >= 29 && y < 32
      plane.fill(isRoom ? WORN : INK, y * widthPx + left, y * widthPx + left + 5)
    }
  }
  const crop = { plane, widthPx, paddedWidthPx: widthPx }
  return mendExclamations(read, crop, step => (step + 0.5) * STEP_PX)
    .map(character => character.text)
    .join('')
}

it('takes a doubtful stroke after a word for an exclamation mark where the ink is lighter above its foot', () => {
  expect(mended('Oh I oui l', { points: [3, 9] })).toBe('Oh ! oui !')
  expect(mended('Oh 1 oui |', { points: [3] })).toBe('Oh ! oui |')
})

it('leaves strokes of even ink', () => {
  expect(mended('and I went', {})).toBe('and I went')
})

it('leaves strokes that the recogniser is sure of, that begin a line, stand in a word or follow a figure', () => {
  expect(mended('and I went', { points: [4], probability: 0.95 })).toBe('and I went')
  expect(mended('I went, will 5 l', { points: [0, 10, 11, 15] })).toBe('I went, will 5 l')
})
