import { columnContrast, inkContrast } from './column-contrast.ts'
import type { LineCrop } from './crop-line.ts'

/** A character explains the ink within this many pixels of the crop. */
const REACH_PX = 36
/** No stroke of a letter 48 pixels high is thinner. */
const ROWS = { margin: 0, step: 3 } as const

/**
 * Share of the line's inked columns that no read character stands near. A recogniser that does not know a script
 * leaves it out and is sure of the rest: only the ink tells. Positions rise.
 */
export function unreadInk(crop: LineCrop, positionsPx: readonly number[]): number {
  const contrast = columnContrast(crop, ROWS)
  const least = inkContrast(contrast)
  let inked = 0
  let unread = 0
  let next = 0
  for (let x = 0; x < crop.widthPx; x++) {
    if ((contrast[x] ?? 0) < least) continue
    inked++
    // Characters that do not reach this column reach none of those that follow.
    while (next < positionsPx.length && (positionsPx[next] ?? 0) < x - REACH_PX) next++
    const position = positionsPx[next]
    if (position === undefined || position > x + REACH_PX) unread++
  }
  return inked === 0 ? 0 : unread / inked
}
