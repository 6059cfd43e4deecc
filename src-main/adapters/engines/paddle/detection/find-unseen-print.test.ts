import { expect, it } from 'vitest'
import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { type DrawnText, drawPage, PROSE } from '../drawn-page-fixture.ts'
import { shrinkPage } from '../pixels/shrink-page.ts'
import type { LineQuad } from '../quad.ts'
import { findUnseenPrint } from './find-unseen-print.ts'

const PAGE = { widthPx: 2400, heightPx: 3300 }
const PITCH = 24

const print = drawPage(
  Array.from({ length: 3 * 120 }, (_, at): DrawnText => {
    const text = PROSE[at % PROSE.length] ?? ''
    return { text, x: 100 + 760 * (at % 3), y: 300 + PITCH * Math.floor(at / 3), sizePx: 20 }
  }),
  PAGE,
)

/** A band over the whole width of the page. */
const band = (top: number, bottom: number): LineQuad => [
  { x: 0, y: top },
  { x: PAGE.widthPx, y: top },
  { x: PAGE.widthPx, y: bottom },
  { x: 0, y: bottom },
]

function drawn(greyAt: (x: number, y: number) => number): GreyImage {
  const { widthPx, heightPx } = PAGE
  const pixels = Uint8Array.from({ length: widthPx * heightPx }, (_, at) =>
    greyAt(at % widthPx, Math.floor(at / widthPx)),
  )
  return { widthPx, heightPx, pixels }
}

const look = (image: GreyImage, quads: readonly LineQuad[] = []) =>
  findUnseenPrint(image, shrinkPage(image), quads)

it('tells how far lines of small print are apart that nobody found', () => {
  expect(look(print)).toBe(PITCH)
  expect(look(print, [band(0, 200)])).toBe(PITCH)
})

it('is silent about print that was found', () => {
  expect(look(print, [band(200, 3300)])).toBeUndefined()
})

it.each([
  ['blank paper', () => 255],
  ['ruled paper', (_: number, y: number) => (y % 24 < 3 ? 60 : 255)],
  ['squared paper', (x: number, y: number) => (y % 24 < 3 || x % 24 < 3 ? 60 : 255)],
  ['a halftone', (x: number, y: number) => (((x + y) % 6) + ((x - y + 6000) % 6) < 5 ? 20 : 235)],
  ['noise', (x: number, y: number) => (x * 7919 + y * 104729 + ((x * y) % 997) * 31) % 256],
  ['a soft picture', (x: number, y: number) => 128 + 90 * Math.sin(x / 37) * Math.cos(y / 53)],
])('takes %s for no print', (_, greyAt) => {
  expect(look(drawn(greyAt))).toBeUndefined()
})
