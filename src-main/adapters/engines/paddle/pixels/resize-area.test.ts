import { expect, it } from 'vitest'
import { resizeArea } from './resize-area.ts'

const image = {
  widthPx: 7,
  heightPx: 5,
  pixels: Uint8Array.from({ length: 35 }, (_, at) => (at * 53) % 256),
}

/** The mean grey of a piece of the image, by many samples. */
function meanIn([left, right]: readonly [number, number], [top, bottom]: readonly [number, number]): number {
  const SAMPLES = 200
  let sum = 0
  for (let row = 0; row < SAMPLES; row++) {
    const y = Math.floor(top + ((row + 0.5) * (bottom - top)) / SAMPLES)
    for (let column = 0; column < SAMPLES; column++) {
      const x = Math.floor(left + ((column + 0.5) * (right - left)) / SAMPLES)
      sum += image.pixels[y * image.widthPx + x] ?? 0
    }
  }
  return sum / SAMPLES ** 2
}

it.each([
  [3, 2],
  [2, 4],
  [1, 1],
  [5, 3],
])('makes each of %i × %i pixels the mean of what it covers', (widthPx, heightPx) => {
  const { pixels } = resizeArea(image, { widthPx, heightPx })

  for (const [at, grey] of pixels.entries()) {
    const x = at % widthPx
    const y = Math.floor(at / widthPx)
    const across = [(x * 7) / widthPx, ((x + 1) * 7) / widthPx] as const
    const down = [(y * 5) / heightPx, ((y + 1) * 5) / heightPx] as const
    expect(Math.abs(grey - meanIn(across, down))).toBeLessThan(2)
  }
})

it('takes an area of the image alone', () => {
  const area = { left: 2, top: 1, right: 4, bottom: 3 }

  const { pixels } = resizeArea(image, { widthPx: 1, heightPx: 1 }, area)

  expect(Math.abs((pixels[0] ?? 0) - meanIn([2, 4], [1, 3]))).toBeLessThan(2)
})

it('brings very many pixels to few as well', () => {
  const wide = { widthPx: 1100, heightPx: 300, pixels: new Uint8Array(330_000).fill(255) }
  wide.pixels.fill(0, 0, 165_000)

  expect([...resizeArea(wide, { widthPx: 1, heightPx: 2 }).pixels]).toEqual([0, 255])
  expect([...resizeArea(wide, { widthPx: 2, heightPx: 1 }).pixels]).toEqual([128, 128])
})
