import { expect, it } from 'vitest'
import { drawnLines, drawPage, PROSE } from '../drawn-page-fixture.ts'
import { heightOfLetters } from './height-of-letters.ts'

/** An x of the drawn font is this high. */
const LETTER_SHARE = 0.52

it.each([9, 11, 13])('tells how high small letters of %i pixels type are', sizePx => {
  const lines = [...PROSE, ...PROSE, ...PROSE]
  const page = drawPage(
    drawnLines(lines).map(line => ({ ...line, sizePx })),
    { widthPx: 900, heightPx: 1300 },
  )

  const height = heightOfLetters(page) ?? 0

  expect(height / (LETTER_SHARE * sizePx)).toBeGreaterThan(0.85)
  expect(height / (LETTER_SHARE * sizePx)).toBeLessThan(1.2)
})

it('is silent about grain, whose runs are of any height', () => {
  let seed = 1
  const pixels = Uint8Array.from({ length: 500 * 700 }, () => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return 128 + (seed % 120)
  })

  expect(heightOfLetters({ widthPx: 500, heightPx: 700, pixels })).toBeUndefined()
})

it('is silent about a few words', () => {
  const page = drawPage([{ text: 'a few words', x: 40, y: 60 }], { widthPx: 400, heightPx: 120 })

  expect(heightOfLetters(page)).toBeUndefined()
})
