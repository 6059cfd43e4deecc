import type { LineQuad, Point } from '../quad.ts'

/** A rectangle at an angle. `angle` is that of the side `width`, radians clockwise, within ±45 degrees. */
export interface TiltedRectangle {
  readonly centre: Point
  readonly width: number
  readonly height: number
  readonly angle: number
}

/** The smallest rectangle around the points; undefined for fewer than three corners. Sorts the points in place. */
export function minimumRectangle(points: Point[]): TiltedRectangle | undefined {
  const hull = convexHull(points)
  if (hull.length < 3) return undefined
  let best: TiltedRectangle | undefined
  let bestArea = Number.POSITIVE_INFINITY
  let previous = hull[hull.length - 1]
  for (const corner of hull) {
    if (!previous) break
    const rectangle = rectangleAlong(hull, previous, corner)
    const area = rectangle.width * rectangle.height
    if (area < bestArea) {
      best = rectangle
      bestArea = area
    }
    previous = corner
  }
  return best && levelled(best)
}

/** Corners from the top left clockwise. */
export function cornersOf(rectangle: TiltedRectangle): LineQuad {
  const { centre, width, height, angle } = rectangle
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const corner = (u: number, v: number): Point => ({
    x: centre.x + u * cos - v * sin,
    y: centre.y + u * sin + v * cos,
  })
  const halfWidth = width / 2
  const halfHeight = height / 2
  return [
    corner(-halfWidth, -halfHeight),
    corner(halfWidth, -halfHeight),
    corner(halfWidth, halfHeight),
    corner(-halfWidth, halfHeight),
  ]
}

function rectangleAlong(hull: readonly Point[], from: Point, to: Point): TiltedRectangle {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const ux = (to.x - from.x) / length
  const uy = (to.y - from.y) / length
  let left = Number.POSITIVE_INFINITY
  let right = Number.NEGATIVE_INFINITY
  let top = Number.POSITIVE_INFINITY
  let bottom = Number.NEGATIVE_INFINITY
  for (const { x, y } of hull) {
    const u = x * ux + y * uy
    const v = y * ux - x * uy
    left = Math.min(left, u)
    right = Math.max(right, u)
    top = Math.min(top, v)
    bottom = Math.max(bottom, v)
  }
  const u = (left + right) / 2
  const v = (top + bottom) / 2
  return {
    centre: { x: u * ux - v * uy, y: u * uy + v * ux },
    width: right - left,
    height: bottom - top,
    angle: Math.atan2(uy, ux),
  }
}

/** Names the sides so that the angle lies within ±45 degrees: text is nearly level or nearly upright. */
function levelled(rectangle: TiltedRectangle): TiltedRectangle {
  const quarterTurns = Math.round(rectangle.angle / (Math.PI / 2))
  const angle = rectangle.angle - (quarterTurns * Math.PI) / 2
  if (quarterTurns % 2 === 0) return { ...rectangle, angle }
  return { centre: rectangle.centre, width: rectangle.height, height: rectangle.width, angle }
}

function convexHull(points: Point[]): Point[] {
  points.sort((a, b) => a.x - b.x || a.y - b.y)
  const lower = chain(points)
  const upper = chain(points.slice().reverse())
  return [...lower.slice(0, -1), ...upper.slice(0, -1)]
}

function chain(points: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const point of points) {
    while (kept.length > 1 && !turnsLeft(kept[kept.length - 2], kept[kept.length - 1], point)) kept.pop()
    kept.push(point)
  }
  return kept
}

function turnsLeft(a: Point | undefined, b: Point | undefined, c: Point): boolean {
  if (!a || !b) return true
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0
}
