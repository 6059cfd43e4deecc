import type { Box, Line } from '../../../../src-shared/contract/page.ts'

/** A line with its place on the straightened page, in which all lines of text are level. */
export interface PlacedLine {
  readonly line: Line
  readonly box: Box
  readonly heightPx: number
  /** How many of its first words are bold, where that is known. */
  readonly boldWords?: number
  /** Whether all of its words are, where that is known. */
  readonly isItalic?: boolean
  /** Whether it stands for a part of a picture. */
  readonly isPicture?: boolean
}

export const widthOf = (box: Box): number => box.right - box.left
export const heightOf = (box: Box): number => box.bottom - box.top
export const middleX = (box: Box): number => (box.left + box.right) / 2
export const middleY = (box: Box): number => (box.top + box.bottom) / 2

/** The smallest box around all of them. */
export function unionOf(boxes: readonly Box[]): Box {
  const union = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const box of boxes) {
    union.left = Math.min(union.left, box.left)
    union.top = Math.min(union.top, box.top)
    union.right = Math.max(union.right, box.right)
    union.bottom = Math.max(union.bottom, box.bottom)
  }
  return union
}

/** The value at this share of the sorted values; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.length > MANY ? new Float64Array(values).sort() : sortedFew(values)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** More numbers than a line has letters are better sorted by the platform. */
const MANY = 100

/** Puts each in its place among those before: quick with what is nearly in order, such as the letters of a line. */
function sortedFew(values: readonly number[]): readonly number[] {
  const sorted: number[] = []
  for (const value of values) {
    let at = sorted.length
    for (; at > 0; at--) {
      const before = sorted[at - 1] ?? value
      if (before <= value) break
      sorted[at] = before
    }
    sorted[at] = value
  }
  return sorted
}

/** The middle value; 0 for none. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)
