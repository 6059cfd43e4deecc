import type { Box } from '../../../src-shared/contract/page.ts'

/** A box in whole pixels of a page image that is so many times as large. */
export const scaleBox = ({ left, top, right, bottom }: Box, scale: number): Box => ({
  left: Math.round(left * scale),
  top: Math.round(top * scale),
  right: Math.round(right * scale),
  bottom: Math.round(bottom * scale),
})
