import { describe, expect, it } from 'vitest'
import type { GreyImage } from '../../../ports/document-reader.ts'
import { findRulings } from './find-rulings.ts'
import { straightening } from './straight-view.ts'

const UNIT = 20
const [WIDTH, HEIGHT] = [800, 600]

/** Paper with one thin rule from a point to another. */
function pageWithRule([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): GreyImage {
  const pixels = new Uint8Array(WIDTH * HEIGHT).fill(230)
  const length = Math.ceil(Math.hypot(x1 - x0, y1 - y0))
  for (let at = 0; at <= length; at++) {
    const x = Math.round(x0 + ((x1 - x0) * at) / length)
    const y = Math.round(y0 + ((y1 - y0) * at) / length)
    pixels[y * WIDTH + x] = 90
  }
  return { widthPx: WIDTH, heightPx: HEIGHT, pixels }
}

describe('findRulings', () => {
  it('finds a level rule of one pixel whichever way the page leans', () => {
    for (const skew of [-1.5, 0, 1.5]) {
      const rise = 700 * Math.tan((skew * Math.PI) / 180)
      const image = pageWithRule([50, 300], [750, 300 + rise])

      const { level, upright } = findRulings(image, { unit: UNIT, straight: straightening(skew) })

      expect(level.map(({ from, to }) => Math.round((to - from) / 10))).toEqual([70])
      expect(upright).toEqual([])
    }
  })

  it('finds an upright rule of one pixel whichever way the page leans', () => {
    for (const skew of [-1.5, 0, 1.5]) {
      const shift = 500 * Math.tan((skew * Math.PI) / 180)
      const image = pageWithRule([400, 50], [400 - shift, 550])

      const { level, upright } = findRulings(image, { unit: UNIT, straight: straightening(skew) })

      expect(upright.map(({ from, to }) => Math.round((to - from) / 10))).toEqual([50])
      expect(level).toEqual([])
    }
  })

  it('finds rules at the very edge of the image', () => {
    const image = pageWithRule([100, 0], [600, 0])

    expect(findRulings(image, { unit: UNIT, straight: straightening(0) }).level).toHaveLength(1)
  })

  it('takes no broad bar for a ruling', () => {
    const pixels = new Uint8Array(WIDTH * HEIGHT).fill(230)
    pixels.fill(40, 200 * WIDTH, 230 * WIDTH)

    expect(
      findRulings({ widthPx: WIDTH, heightPx: HEIGHT, pixels }, { unit: UNIT, straight: straightening(0) }),
    ).toEqual({ level: [], upright: [] })
  })
})
