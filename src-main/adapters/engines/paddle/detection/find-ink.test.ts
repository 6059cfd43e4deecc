import { expect, it } from 'vitest'
import { drawnLines, drawPage, PROSE } from '../drawn-page-fixture.ts'
import { shrinkPage } from '../pixels/shrink-page.ts'
import { findInk } from './find-ink.ts'

it('leaves out the margins of a page, and no letter of it', () => {
  const lines = Array.from({ length: 24 }, (_, at) => PROSE[at % PROSE.length] ?? '')
  const page = drawPage(drawnLines(lines, 180, 220), { widthPx: 1140, heightPx: 1754 })
  const shrunk = shrinkPage(page)

  const { left, top, right, bottom } = findInk(shrunk)

  const scale = page.widthPx / shrunk.widthPx
  expect(left * scale).toBeLessThan(180)
  expect(top * scale).toBeLessThan(190)
  expect(bottom * scale).toBeGreaterThan(220 + 56 * 23)
  expect((right - left) * (bottom - top)).toBeLessThan(0.87 * shrunk.widthPx * shrunk.heightPx)
})

it('keeps a page number, and not a speck', () => {
  const page = drawPage(
    [
      ...drawnLines(PROSE, 60, 60),
      { text: '17', x: 440, y: 1700 },
      { text: '.', x: 1190, y: 800, sizePx: 20 },
    ],
    { widthPx: 1240, heightPx: 1754 },
  )
  const shrunk = shrinkPage(page)

  const { right, bottom } = findInk(shrunk)

  expect(bottom).toBe(shrunk.heightPx)
  expect(right).toBeLessThan(shrunk.widthPx)
})

it('takes an empty page whole', () => {
  const page = { widthPx: 64, heightPx: 96, pixels: new Uint8Array(64 * 96).fill(250) }

  expect(findInk(page)).toEqual({ left: 0, top: 0, right: 64, bottom: 96 })
})

it('takes a page with little on it whole', () => {
  const page = drawPage([{ text: 'a few words', x: 40, y: 60, sizePx: 24 }], { widthPx: 512, heightPx: 736 })

  expect(findInk(page)).toEqual({ left: 0, top: 0, right: 512, bottom: 736 })
})
