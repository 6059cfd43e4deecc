import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'

/** Scanners round; a clip this much inside the page's edge hides nothing of interest. */
const SLACK_PT = 2
/** A rectangle has five points; anything richer is not looked into. */
const MOST_POINTS = 6

/** Whether an object's clipping path may hide a part of it that lies on the page. */
export function clipHidesPartOf({ library, geometry }: PdfPageHandle, object: Pointer): boolean {
  const { call, scratch, floats } = library
  const clip = call.FPDFPageObj_GetClipPath(object)
  const pathCount = clip === 0 ? 0 : call.FPDFClipPath_CountPaths(clip)
  for (let path = 0; path < pathCount; path++) {
    const pointCount = call.FPDFClipPath_CountPathSegments(clip, path)
    if (pointCount < 4 || pointCount > MOST_POINTS) return true
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let index = 0; index < pointCount; index++) {
      const segment = call.FPDFClipPath_GetPathSegment(clip, path, index)
      if (segment === 0 || call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4) === 0) return true
      const [x = 0, y = 0] = floats().subarray(scratch >> 2, (scratch >> 2) + 2)
      const shownX = geometry.a * x + geometry.c * y + geometry.e
      const shownY = geometry.b * x + geometry.d * y + geometry.f
      left = Math.min(left, shownX)
      right = Math.max(right, shownX)
      top = Math.min(top, shownY)
      bottom = Math.max(bottom, shownY)
    }
    if (left > SLACK_PT || top > SLACK_PT) return true
    if (right < geometry.widthPt - SLACK_PT || bottom < geometry.heightPt - SLACK_PT) return true
  }
  return false
}
