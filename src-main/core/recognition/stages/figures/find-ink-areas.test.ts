import { describe, expect, it } from 'vitest'
import type { GreyImage } from '../../../ports/document-reader.ts'
import { lineAt } from '../line-fixture.ts'
import { findInkAreas } from './find-ink-areas.ts'
import { wantsLayout } from './wants-layout.ts'

type Paint = (x: number, y: number) => number

function page(paint: Paint, widthPx = 1200, heightPx = 1600): GreyImage {
  const pixels = Uint8Array.from({ length: widthPx * heightPx }, (_, at) =>
    paint(at % widthPx, Math.floor(at / widthPx)),
  )
  return { widthPx, heightPx, pixels }
}

const isIn = (x: number, y: number, [left, top, right, bottom]: readonly [number, number, number, number]) =>
  x >= left && x < right && y >= top && y < bottom
/** Shades that change with every pixel. */
const photo: Paint = (x, y) => (isIn(x, y, [200, 300, 700, 800]) ? (x * 7 + y * 3) % 200 : 255)
/** Letters of a line, here a comb of strokes. */
const writing: Paint = (x, y) => (isIn(x, y, [100, 200, 900, 220]) && x % 10 < 4 ? 20 : 255)
const line = lineAt([100, 200], 'x'.repeat(80))
const balanced = { mode: 'balanced', size: { widthPx: 1200, heightPx: 1600 } } as const

describe('findInkAreas', () => {
  it('finds a photo with its shades where it stands', () => {
    const { areas, share } = findInkAreas(page(photo), [])

    expect(areas).toHaveLength(1)
    const { box, fill, shades } = areas[0] ?? { box: undefined, fill: 0, shades: 0 }
    expect(box).toEqual({ left: 198, top: 300, right: 702, bottom: 804 })
    expect(fill).toBeGreaterThan(0.9)
    expect(shades).toBeGreaterThan(3)
    expect(share(box)).toBeGreaterThan(0.9)
    expect(share()).toBeCloseTo((500 * 500) / (1200 * 1600), 1)
  })

  it('takes no line of text for a picture, and flat colour for one without shades', () => {
    const banner: Paint = (x, y) => (isIn(x, y, [0, 0, 1200, 200]) ? 90 : 255)

    expect(findInkAreas(page(writing), [line]).areas).toEqual([])
    expect(findInkAreas(page(banner), []).areas[0]?.shades).toBeLessThan(1)
  })

  it('does not stop at noise all over a large page', () => {
    const noise: Paint = (x, y) => ((x * 7919 + y * 104_729) % 251 < 125 ? 0 : 255)
    const startedAt = performance.now()

    const { areas } = findInkAreas(page(noise, 5000, 7000), [])

    expect(areas.length).toBeLessThanOrEqual(40)
    expect(performance.now() - startedAt).toBeLessThan(15_000)
  })
})

describe('wantsLayout', () => {
  it('spares a plain page of text the layout model', () => {
    const lines = Array.from({ length: 30 }, (_, row) => lineAt([100, 100 + 40 * row], 'x'.repeat(80)))
    const image = page((x, y) =>
      x % 10 < 4 && isIn(x, y, [100, 100, 900, 1300]) && (y - 100) % 40 < 20 ? 20 : 255,
    )

    expect(wantsLayout(lines, findInkAreas(image, lines), balanced)).toBe(false)
  })

  it('asks it where there is a picture, in every mode', () => {
    const ink = findInkAreas(page(photo), [])

    expect(wantsLayout([], ink, balanced)).toBe(true)
    expect(wantsLayout([], ink, { ...balanced, mode: 'fast' })).toBe(true)
  })

  it('asks it about columns and tables with rules, but not in a hurry', () => {
    const lines = Array.from({ length: 20 }, (_, at) =>
      lineAt([100 + 500 * (at % 2), 100 + 40 * (at >> 1)], 'x'.repeat(30)),
    )
    const ruled = findInkAreas(
      page((x, y) => (isIn(x, y, [100, 700, 1100, 704]) ? 20 : 255)),
      lines,
    )
    const bare = findInkAreas(
      page(() => 255),
      lines,
    )
    const specked = findInkAreas(
      page((x, y) => (isIn(x % 120, y % 120, [60, 60, 72, 72]) ? 20 : 255)),
      lines,
    )

    expect(wantsLayout(lines, ruled, balanced)).toBe(true)
    expect(wantsLayout(lines, ruled, { ...balanced, mode: 'fast' })).toBe(false)
    expect(wantsLayout(lines, bare, balanced)).toBe(false)
    expect(specked.share()).toBeGreaterThan(0.001)
    expect(wantsLayout(lines, specked, balanced)).toBe(false)
  })

  it('is not misled by the dark edge of a scan, but by what stands within it', () => {
    const lines = Array.from({ length: 20 }, (_, at) =>
      lineAt([150 + 500 * (at % 2), 150 + 40 * (at >> 1)], 'x'.repeat(30)),
    )
    const edge: Paint = (x, y) => (isIn(x, y, [40, 40, 1160, 1560]) ? 255 : 20)
    const drawing: Paint = (x, y) =>
      isIn(x, y, [300, 1000, 900, 1400]) && (x % 40 < 12 || y % 40 < 12) ? 20 : edge(x, y)
    const joined: Paint = (x, y) => (isIn(x, y, [0, 1200, 300, 1210]) ? 20 : drawing(x, y))

    const dark = findInkAreas(page(edge), lines)
    expect(dark.share()).toBeGreaterThan(0.02)
    expect(wantsLayout(lines, dark, balanced)).toBe(false)
    expect(wantsLayout(lines, findInkAreas(page(drawing), lines), balanced)).toBe(true)
    const hanging = findInkAreas(page(joined), lines)
    expect(hanging.areas).toHaveLength(1)
    expect(wantsLayout(lines, hanging, balanced)).toBe(true)
  })
})
