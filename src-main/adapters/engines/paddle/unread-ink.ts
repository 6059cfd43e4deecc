import { columnContrast, inkContrast } from './column-contrast.ts'
import type { LineCrop } from './crop-line.ts'

/** A character explains the ink within this many pixels of the crop. */
const REACH_PX = 36
/** No stroke of a letter 48 pixels high is thinner. */
const ROWS = { margin: 0, step: 3 } as const

/**
 * Share of the line's inked columns that no read character stands near. A recogniser that does not know a script
 * leaves it out and is sure of the rest: only the ink tells.
 */
export function unreadInk(crop: LineCrop, positionsPx: readonly number[]): number {
  const contrast = columnContrast(crop, ROWS)
  const least = inkContrast(contrast)
  const nearest = distances(positionsPx, crop.widthPx)
  let inked = 0
  let unread = 0
  for (let x = 0; x < crop.widthPx; x++) {
    if ((contrast[x] ?? 0) < least) continue
    inked++
    if ((nearest[x] ?? 0) > REACH_PX) unread++
  }
  return inked === 0 ? 0 : unread / inked
}

/** For each column the distance to the nearest position; positions rise. */
function distances(positionsPx: readonly number[], widthPx: number): Float32Array {
  const nearest = new Float32Array(widthPx).fill(Number.POSITIVE_INFINITY)
  let next = 0
  for (let x = 0; x < widthPx; x++) {
    while (next + 1 < positionsPx.length && (positionsPx[next + 1] ?? 0) <= x) next++
    for (const position of [positionsPx[next], positionsPx[next + 1]]) {
      if (position !== undefined) nearest[x] = Math.min(nearest[x] ?? 0, Math.abs(position - x))
    }
  }
  return nearest
}
