import { describe, expect, it } from 'vitest'
import { hasInk } from './has-ink.ts'

const WIDTH_PX = 600
const HEIGHT_PX = 800

function pageWith(ground: number, ink: (x: number, y: number) => number | undefined) {
  const pixels = Uint8Array.from(
    { length: WIDTH_PX * HEIGHT_PX },
    (_, i) => ink(i % WIDTH_PX, Math.floor(i / WIDTH_PX)) ?? ground,
  )
  return { widthPx: WIDTH_PX, heightPx: HEIGHT_PX, pixels }
}

describe('hasInk', () => {
  it('finds a single small word', () => {
    expect(
      hasInk(pageWith(255, (x, y) => (x > 300 && x < 340 && y > 400 && y < 412 && x % 2 ? 0 : undefined))),
    ).toBe(true)
  })

  it('finds light print on a dark page', () => {
    expect(hasInk(pageWith(10, (x, y) => (x > 300 && x < 340 && y > 400 && y < 412 ? 240 : undefined)))).toBe(
      true,
    )
  })

  it.each([255, 0, 200])('finds nothing on a page that is %i all over', ground => {
    expect(hasInk(pageWith(ground, () => undefined))).toBe(false)
  })

  it('takes no notice of grain, of a speck, and of shadows at the edge', () => {
    expect(hasInk(pageWith(240, (x, y) => 230 + ((x * 31 + y * 17) % 20)))).toBe(false)
    expect(hasInk(pageWith(255, (x, y) => (x > 99 && x < 104 && y > 99 && y < 104 ? 0 : undefined)))).toBe(
      false,
    )
    expect(hasInk(pageWith(255, x => (x < 8 ? 0 : undefined)))).toBe(false)
  })
})
