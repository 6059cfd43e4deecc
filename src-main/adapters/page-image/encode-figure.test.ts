import { expect, it } from 'vitest'
import { encodeFigure } from './encode-figure.ts'

const image = (paint: (x: number, y: number) => number) => ({
  ...{ widthPx: 120, heightPx: 80 },
  rgba: Uint8Array.from({ length: 120 * 80 * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : paint((at >> 2) % 120, Math.floor((at >> 2) / 120)),
  ),
})

it('keeps a drawing without loss as PNG', async () => {
  const { bytes, extension, widthPx, heightPx } = await encodeFigure(image((x, y) => (x === y ? 0 : 255)))

  expect([extension, widthPx, heightPx]).toEqual(['png', 120, 80])
  expect(Buffer.from(bytes.subarray(1, 4)).toString()).toBe('PNG')
})

it('makes a JPEG of a photo', async () => {
  const { bytes, extension } = await encodeFigure(image((x, y) => (x * 3 + y * 5) % 256))

  expect(extension).toBe('jpg')
  expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xd8])
})
