import { expect, test } from 'vitest'
import { colourOfGrey } from './colour-of-grey.ts'
import { turnColour } from './turn-colour.ts'

const grey = { widthPx: 2, heightPx: 1, pixels: Uint8Array.of(10, 200) }

test('a grey image in colour has the same red, green and blue', () => {
  expect(colourOfGrey(grey)).toEqual({
    widthPx: 2,
    heightPx: 1,
    rgba: Uint8Array.of(10, 10, 10, 255, 200, 200, 200, 255),
  })
})

test.each([
  [0, 2, [10, 200]],
  [90, 1, [10, 200]],
  [180, 2, [200, 10]],
  [270, 1, [200, 10]],
] as const)('a colour image turned by %i degrees is %i wide', (rotation, widthPx, greens) => {
  const turned = turnColour(colourOfGrey(grey), rotation)

  expect(turned.widthPx).toBe(widthPx)
  expect([turned.rgba[1], turned.rgba[5]]).toEqual(greens)
})
