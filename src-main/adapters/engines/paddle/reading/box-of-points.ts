import type { Box } from '../../../../../src-shared/contract/page.ts'
import type { Point } from '../quad.ts'

/** The upright box around the points. */
export function boxOfPoints(points: readonly Point[]): Box {
  const xs = points.map(point => point.x)
  const ys = points.map(point => point.y)
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}
