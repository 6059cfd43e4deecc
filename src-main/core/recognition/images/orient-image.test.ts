import { expect, test } from 'vitest'
import { type Orientation, orientImage } from './orient-image.ts'

/** Two columns, three rows: a b, c d, e f. */
const stored = { widthPx: 2, heightPx: 3, pixels: Uint8Array.from('abcdef', letter => letter.charCodeAt(0)) }
const cases: readonly (readonly [Orientation, string])[] = [
  [1, 'ab cd ef'],
  [2, 'ba dc fe'],
  [3, 'fe dc ba'],
  [4, 'ef cd ab'],
  [5, 'ace bdf'],
  [6, 'eca fdb'],
  [7, 'fdb eca'],
  [8, 'bdf ace'],
]

test.each(cases)('orientation %i shows the rows %s', (orientation, rows) => {
  const upright = orientImage(stored, orientation)

  const letters = String.fromCharCode(...upright.pixels)
  const shown = Array.from({ length: upright.heightPx }, (_, y) =>
    letters.slice(y * upright.widthPx, (y + 1) * upright.widthPx),
  )
  expect(shown.join(' ')).toBe(rows)
})
