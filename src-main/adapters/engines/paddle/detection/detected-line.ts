import type { LineQuad, Point } from '../quad.ts'

/** A text line found on the page, in pixels of the page image. */
export interface DetectedLine {
  readonly quad: LineQuad
  readonly score: number
  /** Its middle from left to right, of lines that are much wider than high. */
  readonly spine?: readonly Point[]
}
