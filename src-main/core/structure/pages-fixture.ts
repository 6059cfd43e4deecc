import type { Page, Region, RegionCategory } from '../../../src-shared/contract/page.ts'

/** A region to be put on a page: its rows are so many, each reaches the right edge but where `isShort` is said. */
export interface RegionSketch {
  readonly text: string
  readonly category?: RegionCategory
  readonly top: number
  readonly left?: number
  readonly rows?: number
  readonly sizePx?: number
  readonly isBold?: boolean
  readonly isShort?: boolean
  readonly more?: Partial<Region>
}

/** A page of 1000 × 1400 pixels at 144 dpi, whose text is 24 pixels high. */
export function sketchPage(number: number, sketches: readonly RegionSketch[]): Page {
  return {
    number,
    documentNumber: 1,
    pageInDocument: number,
    widthPx: 1000,
    heightPx: 1400,
    dpi: 144,
    rotation: 0,
    skewDegrees: 0,
    source: 'text-layer',
    engine: 'text-layer',
    mode: 'balanced',
    confidence: 1,
    regions: sketches.map(regionOf),
    notices: [],
    timings: {},
  }
}

function regionOf(sketch: RegionSketch): Region {
  const { text, category = 'text', top, left = 100, rows = 1, sizePx = 24, isBold = false } = sketch
  const lines = Array.from({ length: rows }, (_, row) => {
    const right = sketch.isShort && row === rows - 1 ? left + 200 : left + 800
    const box = { left, top: top + 30 * row, right, bottom: top + 30 * row + sizePx }
    return { text, box, confidence: 1, words: [], fontSizePx: sizePx, isBold }
  })
  const box = { left, top, right: left + 800, bottom: top + 30 * (rows - 1) + sizePx }
  return { category, box, text, lines, ...sketch.more }
}
