import { LINE_HEIGHT_PX, type LineCrop } from './crop-line.ts'

/** A column of pixels has ink when its contrast reaches this share of the line's. */
const INK_CONTRAST = 0.5
/** A character explains the ink within this many pixels of the crop. */
const REACH_PX = 36
/** No stroke of a letter 48 pixels high is thinner. */
const SAMPLE_STEP = 3

/**
 * Share of the line's inked columns that no read character stands near. A recogniser that does not know a script
 * leaves it out and is sure of the rest: only the ink tells.
 */
export function unreadInk(crop: LineCrop, positionsPx: readonly number[]): number {
  const contrast = contrastOfColumns(crop)
  const sample = contrast.filter((_, x) => x % SAMPLE_STEP === 0).sort()
  const strongest = sample[Math.floor(sample.length * 0.9)] ?? 0
  const nearest = distances(positionsPx, crop.widthPx)
  let inked = 0
  let unread = 0
  for (let x = 0; x < crop.widthPx; x++) {
    if ((contrast[x] ?? 0) < INK_CONTRAST * strongest) continue
    inked++
    if ((nearest[x] ?? 0) > REACH_PX) unread++
  }
  return inked === 0 ? 0 : unread / inked
}

function contrastOfColumns({ planes, widthPx, paddedWidthPx }: LineCrop): Float32Array {
  const lightest = new Float32Array(widthPx).fill(-1)
  const darkest = new Float32Array(widthPx).fill(1)
  for (let y = 0; y < LINE_HEIGHT_PX; y += SAMPLE_STEP) {
    const row = y * paddedWidthPx
    for (let x = 0; x < widthPx; x++) {
      const value = planes[row + x] ?? 0
      if (value > (lightest[x] ?? 0)) lightest[x] = value
      if (value < (darkest[x] ?? 0)) darkest[x] = value
    }
  }
  return lightest.map((value, x) => value - (darkest[x] ?? 0))
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
