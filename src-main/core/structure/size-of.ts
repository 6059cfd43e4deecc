import type { Page, Region } from '../../../src-shared/contract/page.ts'

const POINTS_PER_INCH = 72

/** The size of a region's type in points, to half a point. */
export function sizeOf(region: Region, { dpi }: Page): number {
  const line = region.lines[0]
  const px = line ? (line.fontSizePx ?? line.box.bottom - line.box.top) : 0
  return Math.round((2 * px * POINTS_PER_INCH) / dpi) / 2
}
