import type { Box, Line, Region } from '../../../../src-shared/contract/page.ts'
import { scaleRegions } from './scale-regions.ts'

interface PageScale {
  readonly widthPx: number
  readonly heightPx: number
  /** Pixels to a point. */
  readonly factor: number
}

/** The regions of a document that was never drawn: in pixels, the whole page where it has no places, each with its lines. */
export function placeRegions(regions: readonly Region[], { widthPx, heightPx, factor }: PageScale): Region[] {
  const wholePage = { left: 0, top: 0, right: widthPx, bottom: heightPx }
  return scaleRegions(regions, factor).map(region => {
    const box = hasPlace(region.box) ? region.box : wholePage
    return { ...region, box, lines: region.lines.length > 0 ? region.lines : linesOf(region.text, box) }
  })
}

const hasPlace = ({ right, bottom }: Box): boolean => right > 0 || bottom > 0

function linesOf(text: string, box: Box): Line[] {
  if (text === '') return []
  return text.split('\n').map(line => ({ text: line, box, confidence: 1, words: wordsOf(line, box) }))
}

const wordsOf = (line: string, box: Box) =>
  line
    .split(/\s+/)
    .filter(word => word !== '')
    .map(text => ({ text, box, confidence: 1 }))
