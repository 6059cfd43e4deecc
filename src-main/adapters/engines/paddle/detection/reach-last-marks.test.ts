import { expect, it } from 'vitest'
import type { PixelArea } from '../pixels/pixel-area.ts'
import { quadWidth } from '../quad.ts'
import { reachLastMarks } from './reach-last-marks.ts'

const WIDTH = 200
const HEIGHT = 60
const END = 150
const QUAD = [
  { x: 20, y: 20 },
  { x: END, y: 20 },
  { x: END, y: 40 },
  { x: 20, y: 40 },
] as const

/** How much longer a line is made that has this ink near its end. */
function addedFor(areas: readonly PixelArea[]): number {
  const letters = Array.from({ length: 15 }, (_, at) => ({
    left: 22 + at * 8,
    right: 27 + at * 8,
    top: 24,
    bottom: 36,
  }))
  const pixels = new Uint8Array(WIDTH * HEIGHT).fill(240)
  for (const { left, top, right, bottom } of [...letters, ...areas])
    for (let y = top; y < bottom; y++) pixels.fill(60, y * WIDTH + left, y * WIDTH + right)
  const page = { widthPx: WIDTH, heightPx: HEIGHT, pixels }
  const [line] = reachLastMarks(page, page, [{ quad: QUAD, score: 0.9 }])
  return line ? quadWidth(line.quad) - quadWidth(QUAD) : 0
}

const stop = (left: number): PixelArea => ({ left, right: left + 2, top: 34, bottom: 36 })

it('makes a line longer whose last mark stands at its end or behind it', () => {
  expect(addedFor([stop(149)])).toBeCloseTo(4.6)
  expect(addedFor([stop(154), { ...stop(154), top: 28, bottom: 30 }])).toBeCloseTo(9.6)
})

it('leaves a line that holds its last mark, or has something else behind it', () => {
  expect(addedFor([stop(145)])).toBe(0)
  expect(addedFor([stop(168)])).toBe(0)
  expect(addedFor([{ left: 154, right: 156, top: 5, bottom: 55 }])).toBe(0)
  expect(addedFor([{ left: 152, right: 190, top: 34, bottom: 36 }])).toBe(0)
})
