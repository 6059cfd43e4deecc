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
