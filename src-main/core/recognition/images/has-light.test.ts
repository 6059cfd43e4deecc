import { describe, expect, test } from 'vitest'
import { hasLight } from './has-light.ts'

const WANTED = { least: 96, share: 0.5, every: 7 }

/** A page of so many rows, light down to one of them. */
function pageWith(lightRows: number, rows = 300) {
  const widthPx = 200
  const pixels = new Uint8Array(widthPx * rows).fill(40)
  pixels.fill(200, 0, widthPx * lightRows)
  return { widthPx, heightPx: rows, pixels }
}

describe('hasLight', () => {
  test('a page of which more than the wanted share is light has enough', () => {
    expect(hasLight(pageWith(160), WANTED)).toBe(true)
  })

  test('a page of which less is light has not', () => {
    expect(hasLight(pageWith(140), WANTED)).toBe(false)
  })

  test('pixels that are as light as the least one count', () => {
    expect(hasLight(pageWith(160), { ...WANTED, least: 200 })).toBe(true)
    expect(hasLight(pageWith(160), { ...WANTED, least: 201 })).toBe(false)
  })

  test('light at the end of a page counts as well as light at its beginning', () => {
    const page = pageWith(160)
    expect(hasLight({ ...page, pixels: page.pixels.toReversed() }, WANTED)).toBe(true)
  })
})
