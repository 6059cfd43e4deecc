import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import type { PixelArea } from '../pixels/pixel-area.ts'

/** Rows must be this much alike one line further on. */
const LEAST_LIKENESS = 0.35
/** A greater distance counts only where rows are more alike by this: every second line is as like as the next. */
const NOTABLY = 0.1
/** Lines of letters that can be read are no closer. */
const LEAST_PITCH_PX = 7
/** At least so many lines stand in an area that tells their distance. */
const LEAST_LINES = 4
/** Print changes from left to right at least this much as often as from top to bottom; rules do not. */
const LEAST_ACROSS = 0.6

/** Print is less alike from left to right; squared paper and screens of dots are not. */
const MOST_ALIKE_ACROSS = 0.8

/** The distance from one line of print to the next; undefined where the area's rows do not alternate as lines of print do. */
export function pitchOfRows(image: GreyImage, area: PixelArea): number | undefined {
  const { rows, columns, across } = profilesOf(image, area)
  if (across < LEAST_ACROSS) return undefined
  const { distance, likeness } = repetitionOf(rows)
  if (likeness < LEAST_LIKENESS || distance < LEAST_PITCH_PX) return undefined
  return repetitionOf(columns).likeness > MOST_ALIKE_ACROSS ? undefined : distance
}

/** Mean grey of each row and column, and changes from left to right as a share of those from top to bottom. */
function profilesOf({ pixels, widthPx }: GreyImage, { left, top, right, bottom }: PixelArea) {
  const rows = new Float32Array(bottom - top)
  const columns = new Float32Array(right - left)
  let across = 0
  let down = 0
  for (let y = top; y < bottom; y++) {
    const row = y * widthPx
    for (let x = left; x < right; x++) {
      const grey = pixels[row + x] ?? 0
      rows[y - top] = (rows[y - top] ?? 0) + grey / columns.length
      columns[x - left] = (columns[x - left] ?? 0) + grey / rows.length
      if (x > left) across += Math.abs(grey - (pixels[row + x - 1] ?? 0))
      if (y > top) down += Math.abs(grey - (pixels[row + x - widthPx] ?? 0))
    }
  }
  return { rows, columns, across: across / Math.max(1, down) }
}

/** The distance at which a profile is most like itself, and how much: up to 1. */
function repetitionOf(profile: Float32Array): { readonly distance: number; readonly likeness: number } {
  const likeness = likenessByDistance(profile, Math.floor(profile.length / LEAST_LINES))
  let best = { distance: 0, likeness: 0 }
  for (let lag = 3; lag < likeness.length - 1; lag++) {
    const here = likeness[lag] ?? 0
    const isPeak = here > (likeness[lag - 1] ?? 0) && here >= (likeness[lag + 1] ?? 0)
    if (isPeak && here > best.likeness + NOTABLY) best = { distance: lag, likeness: here }
  }
  return best
}

/** How much the profile is like itself moved by each distance, up to one more than the greatest: -1 to 1. */
function likenessByDistance(profile: Float32Array, greatest: number): Float32Array {
  const mean = profile.reduce((sum, value) => sum + value, 0) / profile.length
  const centred = profile.map(value => value - mean)
  const energy = centred.reduce((sum, value) => sum + value * value, 0)
  const likeness = new Float32Array(greatest + 2)
  if (energy === 0) return likeness
  for (let lag = 1; lag < likeness.length; lag++) {
    let sum = 0
    for (let y = lag; y < centred.length; y++) sum += (centred[y] ?? 0) * (centred[y - lag] ?? 0)
    likeness[lag] = ((sum / energy) * centred.length) / (centred.length - lag)
  }
  return likeness
}
