import type { Matrix } from './page-objects.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'

/** Scanners round; a clip this much inside the page's edge hides nothing of interest. */
const SLACK_PT = 2
/** A rectangle has five points; anything richer is not looked into. */
const FEWEST_POINTS = 4
const MOST_POINTS = 6

/** Whether an object's clipping path may hide a part of it that lies on the page. `space` leads to the display. */
export function clipHidesPartOf(page: PdfPageHandle, object: Pointer, space: Matrix): boolean {
  const { call } = page.library
  const clip = call.FPDFPageObj_GetClipPath(object)
  const pathCount = clip === 0 ? 0 : call.FPDFClipPath_CountPaths(clip)
  for (let path = 0; path < pathCount; path++) {
    const points = pointsOf(page, clip, path)
    if (points === undefined || !surroundsPage(page, points, space)) return true
  }
  return false
}

type Point = readonly [x: number, y: number]

function pointsOf({ library }: PdfPageHandle, clip: Pointer, path: number): readonly Point[] | undefined {
  const { call, scratch, floats } = library
  const count = call.FPDFClipPath_CountPathSegments(clip, path)
  if (count < FEWEST_POINTS || count > MOST_POINTS) return undefined
  const points: Point[] = []
  for (let index = 0; index < count; index++) {
    const segment = call.FPDFClipPath_GetPathSegment(clip, path, index)
    if (segment === 0 || call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4) === 0) return undefined
    const [x = 0, y = 0] = floats().subarray(scratch >> 2, (scratch >> 2) + 2)
    points.push([x, y])
  }
  return points
}

function surroundsPage({ geometry }: PdfPageHandle, points: readonly Point[], space: Matrix): boolean {
  const [a, b, c, d, e, f] = space
  const xs = points.map(([x, y]) => a * x + c * y + e)
  const ys = points.map(([x, y]) => b * x + d * y + f)
  return (
    Math.min(...xs) <= SLACK_PT &&
    Math.min(...ys) <= SLACK_PT &&
    Math.max(...xs) >= geometry.widthPt - SLACK_PT &&
    Math.max(...ys) >= geometry.heightPt - SLACK_PT
  )
}
