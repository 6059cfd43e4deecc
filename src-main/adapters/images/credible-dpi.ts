import type { Dpi } from './image-header.ts'

/** Outside of these, programs have written a default or nonsense. */
const LOWEST = 72
const HIGHEST = 1200
/** Faxes have 204 by 98; more uneven is a mistake. */
const MOST_UNEVEN = 2.5
/** Longer sheets than a newspaper's are photos whose file says 72 for want of knowledge. */
const LONGEST_SIDE_INCHES = 24

interface Claim {
  readonly widthPx: number
  readonly heightPx: number
  readonly across: number
  readonly down: number
}

/** The resolution that a file claims, if it can be true of a sheet of paper. */
export function credibleDpi({ widthPx, heightPx, across, down }: Claim): Dpi | undefined {
  if (!inRange(across) || !inRange(down)) return undefined
  if (Math.max(across / down, down / across) > MOST_UNEVEN) return undefined
  if (Math.max(widthPx / across, heightPx / down) > LONGEST_SIDE_INCHES) return undefined
  return { across, down }
}

function inRange(dpi: number): boolean {
  return dpi >= LOWEST && dpi <= HIGHEST
}
