import type { LineQuad } from '../quad.ts'

/** A text line found on the page, in pixels of the page image. */
export interface DetectedLine {
  readonly quad: LineQuad
  readonly score: number
}
