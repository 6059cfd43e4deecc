/** A point in pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Corners of a text line from the top left clockwise, seen along its reading direction. */
export type LineQuad = readonly [Point, Point, Point, Point]

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Length along the reading direction. */
export const quadWidth = (quad: LineQuad): number =>
  Math.max(distance(quad[0], quad[1]), distance(quad[3], quad[2]))

/** Height of the line across its reading direction. */
export const quadHeight = (quad: LineQuad): number =>
  Math.max(distance(quad[0], quad[3]), distance(quad[1], quad[2]))

/** The same area read after a quarter turn anticlockwise of the crop: for text that runs upwards. */
export const readUpwards = (quad: LineQuad): LineQuad => [quad[3], quad[0], quad[1], quad[2]]

/** The same area read from top to bottom. */
export const readDownwards = (quad: LineQuad): LineQuad => [quad[1], quad[2], quad[3], quad[0]]

/** The same area upside down. */
export const readUpsideDown = (quad: LineQuad): LineQuad => [quad[2], quad[3], quad[0], quad[1]]

/** Direction of the baseline in degrees clockwise. */
export const quadAngle = (quad: LineQuad): number =>
  (Math.atan2(quad[1].y - quad[0].y, quad[1].x - quad[0].x) * 180) / Math.PI

/** The same area of an image that is so many times as large. */
export function scaleQuad([a, b, c, d]: LineQuad, x: number, y: number): LineQuad {
  const place = (point: Point): Point => ({ x: point.x * x, y: point.y * y })
  return [place(a), place(b), place(c), place(d)]
}

/** The area made longer at both ends by this share of its shorter side. */
export function widenQuad(quad: LineQuad, share: number): LineQuad {
  const [width, height] = [Math.max(1, quadWidth(quad)), Math.max(1, quadHeight(quad))]
  const [a, b, c, d] = quad
  if (height > width) {
    const down = (share * width) / height
    return [beyond(a, d, down), beyond(b, c, down), beyond(c, b, down), beyond(d, a, down)]
  }
  const along = (share * height) / width
  return [beyond(a, b, along), beyond(b, a, along), beyond(c, d, along), beyond(d, c, along)]
}

/** The part of a line between two shares of its length. */
export function sliceQuad([a, b, c, d]: LineQuad, from: number, to: number): LineQuad {
  return [between(a, b, from), between(a, b, to), between(d, c, to), between(d, c, from)]
}

const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
})

/** The point moved away from the other by this share of their distance. */
const beyond = (point: Point, other: Point, share: number): Point => ({
  x: point.x + (point.x - other.x) * share,
  y: point.y + (point.y - other.y) * share,
})

/** Whether the middle of a line lies in the other. */
export function holdsMiddle([a, b, c, d]: LineQuad, line: LineQuad): boolean {
  const x = (line[0].x + line[2].x) / 2
  const y = (line[0].y + line[2].y) / 2
  const edges = [
    [a, b],
    [b, c],
    [c, d],
    [d, a],
  ] as const
  return edges.every(([from, to]) => (to.x - from.x) * (y - from.y) >= (to.y - from.y) * (x - from.x))
}
