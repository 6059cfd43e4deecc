import type { Page, Region, RegionCategory } from '../../../src-shared/contract/page.ts'

const BOX = { left: 0, top: 0, right: 100, bottom: 20 }

/** A region of one line. */
export function regionOf(category: RegionCategory, text: string, level?: number): Region {
  const words = text.split(' ').map(word => ({ text: word, box: BOX, confidence: 0.9 }))
  const lines = [{ text, box: BOX, confidence: 0.9, words }]
  return { category, box: BOX, text, lines, ...(level === undefined ? {} : { level }) }
}

/** A page of these regions. */
export function pageOf(regions: Region[], number = 1): Page {
  return {
    number,
    documentNumber: 1,
    pageInDocument: number,
    widthPx: 1000,
    heightPx: 1400,
    dpi: 200,
    rotation: 0,
    skewDegrees: 0,
    source: 'ocr',
    engine: 'paddle',
    mode: 'balanced',
    confidence: 0.9,
    regions,
    notices: [],
    timings: { total: 1 },
  }
}
