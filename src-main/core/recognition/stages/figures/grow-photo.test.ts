import { describe, expect, it } from 'vitest'
import { lineAt } from '../line-fixture.ts'
import { findFigures } from './find-figures.ts'
import { findInkAreas } from './find-ink-areas.ts'
import { growPhoto } from './grow-photo.ts'

const [widthPx, heightPx] = [600, 800]

/** A page with a photo in this box: an even sky above, leaves below. */
function pageWith(photo: { left: number; top: number; right: number; bottom: number }, sky: number) {
  const pixels = new Uint8Array(widthPx * heightPx).fill(255)
  const horizon = photo.top + (photo.bottom - photo.top) / 2
  for (let y = photo.top; y < photo.bottom; y++) {
    for (let x = photo.left; x < photo.right; x++)
      pixels[y * widthPx + x] = y < horizon ? sky - (x * 20) / widthPx : ((x * 7919 + y * 104_729) % 97) + 20
  }
  return { widthPx, heightPx, pixels }
}

describe('a photo', () => {
  it.each([
    { kind: 'as large as the page', photo: { left: 0, top: 0, right: 600, bottom: 800 }, sky: 190 },
    { kind: 'with a light sky', photo: { left: 60, top: 80, right: 540, bottom: 500 }, sky: 238 },
    { kind: 'that covers most of the page', photo: { left: 40, top: 40, right: 560, bottom: 760 }, sky: 150 },
  ])('$kind is a figure with its even parts', ({ photo, sky }) => {
    const image = pageWith(photo, sky)

    const figures = findFigures({ widthPx, heightPx, lines: [], boxes: [], ink: findInkAreas(image, []) })

    expect(figures).toEqual([photo])
  })

  it('ends where the even ground of a dark page begins', () => {
    const photo = { left: 100, top: 100, right: 400, bottom: 500 }
    const image = pageWith(photo, 190)
    const dark = { ...image, pixels: image.pixels.map(grey => (grey === 255 ? 30 : grey)) }

    expect(growPhoto(dark, { ...photo, top: 300 }, { ground: 30, lines: [] })).toEqual(photo)
  })

  it('ends where text of the page begins', () => {
    const photo = { left: 0, top: 0, right: 600, bottom: 800 }
    const text = {
      ...lineAt([50, 100], 'A line of text that stands on the sky'),
      box: { left: 50, top: 100, right: 500, bottom: 130 },
    }

    const grown = growPhoto(pageWith(photo, 190), { ...photo, top: 400 }, { ground: 190, lines: [text] })

    expect(grown).toEqual({ ...photo, top: 130 })
  })
})
