import type { Box, Line, Region, Word } from '../../../../src-shared/contract/page.ts'

/** A hundredth of a pixel: finer places tell nothing and make results twice as long. */
const PLACES_PER_PX = 100
const STEPS_OF_CONFIDENCE = 10_000

/** The regions with places and confidences as fine as anybody can use them. */
export function roundRegions(regions: readonly Region[]): Region[] {
  return regions.map(region => ({
    ...region,
    box: roundBox(region.box),
    lines: region.lines.map(roundLine),
    ...(region.table ? { table: { ...region.table, cells: region.table.cells.map(roundCell) } } : {}),
  }))
}

/** A confidence in steps of a ten-thousandth. */
export const roundConfidence = (confidence: number): number =>
  Math.round(confidence * STEPS_OF_CONFIDENCE) / STEPS_OF_CONFIDENCE

function roundLine(line: Line): Line {
  return {
    ...line,
    box: roundBox(line.box),
    confidence: roundConfidence(line.confidence),
    words: line.words.map(roundWord),
    ...(line.quad ? { quad: line.quad.map(roundPx) } : {}),
    ...(line.fontSizePx === undefined ? {} : { fontSizePx: roundPx(line.fontSizePx) }),
  }
}

const roundWord = ({ text, box, confidence }: Word): Word => ({
  text,
  box: roundBox(box),
  confidence: roundConfidence(confidence),
})

const roundCell = <Cell extends { readonly box?: Box }>(cell: Cell): Cell =>
  cell.box ? { ...cell, box: roundBox(cell.box) } : cell

const roundBox = ({ left, top, right, bottom }: Box): Box => ({
  left: roundPx(left),
  top: roundPx(top),
  right: roundPx(right),
  bottom: roundPx(bottom),
})

const roundPx = (px: number): number => Math.round(px * PLACES_PER_PX) / PLACES_PER_PX
