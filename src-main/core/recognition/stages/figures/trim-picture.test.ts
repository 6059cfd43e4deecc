import { describe, expect, it } from 'vitest'
import type { ColourImage } from '../../../ports/document-reader.ts'
import { trimPicture } from './trim-picture.ts'

/** A picture of 100 by 100 pixels; ink is dark red, the ground white. */
function drawn(isInk: (x: number, y: number) => boolean): ColourImage {
  const rgba = new Uint8Array(100 * 100 * 4).fill(255)
  for (let y = 0; y < 100; y++)
    for (let x = 0; x < 100; x++) if (isInk(x, y)) rgba.set([140, 0, 0], (y * 100 + x) * 4)
  return { widthPx: 100, heightPx: 100, rgba }
}

describe('trimPicture', () => {
  it('cuts a frame’s edge and the paper away around a photo', () => {
    const trimmed = trimPicture(drawn((x, y) => y === 1 || (y >= 4 && x >= 3)))

    expect([trimmed.widthPx, trimmed.heightPx]).toEqual([97, 96])
    expect([...trimmed.rgba.subarray(0, 4)]).toEqual([140, 0, 0, 255])
  })

  it('keeps the labels of a drawing beside its frame', () => {
    const image = drawn((x, y) => (y === 97 && x % 9 === 0) || y === 94 || (x === 5 && y < 94))

    expect(trimPicture(image)).toBe(image)
  })
})
