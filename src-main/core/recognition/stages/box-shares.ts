import type { Box } from '../../../../src-shared/contract/page.ts'

export const areaOf = (box: Box): number =>
  Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top)

/** The area that two boxes have in common. */
export const sharedArea = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))

/** The share of a box that lies in another, 0 to 1. */
export const shareWithin = (box: Box, outer: Box): number =>
  sharedArea(box, outer) / Math.max(1e-9, areaOf(box))

/** What two boxes have in common, as a share of what they cover together. */
export function overlapOf(a: Box, b: Box): number {
  const shared = sharedArea(a, b)
  return shared / Math.max(1e-9, areaOf(a) + areaOf(b) - shared)
}

/** The width that two boxes have in common, as a share of the narrower one. */
export const sharedWidth = (a: Box, b: Box): number =>
  (Math.min(a.right, b.right) - Math.max(a.left, b.left)) /
  Math.max(1e-9, Math.min(a.right - a.left, b.right - b.left))

/** Whether two boxes stand on one level: they share half the height of the lower one. */
export const overlapsOnLevel = (a: Box, b: Box): boolean =>
  2 * (Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)) >= Math.min(a.bottom - a.top, b.bottom - b.top)
