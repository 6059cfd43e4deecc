import { columnContrast, inkContrast } from './column-contrast.ts'
import { LINE_HEIGHT_PX, type LineCrop } from './crop-line.ts'
import type { DecodedCharacter } from './decode-ctc.ts'

/** What recognisers take a worn exclamation mark for that stands by itself, as in French. They are not sure of it. */
const STROKE = /^[Il1|]$/
const SURE = 0.85
/** A line does not begin with one. */
const END_OF_WORD = /\p{L}$/u
/** Neighbours in the next line reach into the uppermost and lowest rows. */
const MARGIN_ROWS = 4
/** The ink begins this near to a character's place, and a mark is no wider: figures and letters have feet. */
const REACH_PX = 8
const MOST_WIDTH_PX = 8
/** A mark has so many rows of half its darkest ink, and the room above its point lies below this share of them. */
const LEAST_ROWS = 14
const POINT_FROM = 0.6
/** In that room the ink is lighter than above and below by this share: worn marks run together. */
const LEAST_DIP = 0.12

/** Columns from and to. */
type Columns = readonly [number, number]

/** Takes a doubtful stroke that stands alone after a word for an exclamation mark where its ink is lighter above its foot. */
export function mendExclamations(
  read: readonly DecodedCharacter[],
  crop: LineCrop,
  placePx: (step: number) => number,
): DecodedCharacter[] {
  if (!read.some((_, at) => isLoneStroke(read, at))) return [...read]
  const contrast = columnContrast(crop, { margin: MARGIN_ROWS, step: 1 })
  return read.map((character, at) => {
    if (!isLoneStroke(read, at)) return character
    const columns = inkNear(contrast, placePx(character.step))
    return columns && hasPoint(crop, columns) ? { ...character, text: '!' } : character
  })
}

function isLoneStroke(read: readonly DecodedCharacter[], at: number): boolean {
  const stroke = read[at]
  if (!stroke || stroke.probability >= SURE || !STROKE.test(stroke.text)) return false
  const isApart = [read[at - 1], read[at + 1]].every(beside => (beside?.text ?? '').trim() === '')
  return isApart && END_OF_WORD.test(read[at - 2]?.text ?? '')
}

/** The columns of ink nearest to a place; undefined where there are none, or too many for a mark. */
function inkNear(contrast: Float32Array, placePx: number): Columns | undefined {
  const least = inkContrast(contrast)
  const hasInk = (x: number): boolean => (contrast[x] ?? 0) >= least
  const place = Math.round(placePx)
  for (let away = 0; away <= REACH_PX; away++) {
    let from = hasInk(place - away) ? place - away : place + away
    if (!hasInk(from)) continue
    let to = from + 1
    while (hasInk(from - 1)) from--
    while (hasInk(to)) to++
    return to - from <= MOST_WIDTH_PX ? [from, to] : undefined
  }
  return undefined
}

/** Whether the ink of a stroke is lighter somewhere above its foot. */
function hasPoint(crop: LineCrop, columns: Columns): boolean {
  const depths = depthsOf(crop, columns)
  const most = Math.max(...depths)
  const isDark = (depth: number): boolean => depth >= most / 2
  const top = depths.findIndex(isDark)
  const bottom = depths.findLastIndex(isDark) + 1
  if (bottom - top < LEAST_ROWS) return false
  for (let row = Math.ceil(top + POINT_FROM * (bottom - top)); row < bottom - 1; row++) {
    const above = Math.max(...depths.slice(top, row))
    const below = Math.max(...depths.slice(row + 1, bottom))
    if (Math.min(above, below) - (depths[row] ?? 0) > LEAST_DIP * most) return true
  }
  return false
}

/** How much darker than the lightest each row of the columns is at its darkest. */
function depthsOf({ plane, paddedWidthPx }: LineCrop, [left, right]: Columns): number[] {
  const darkest: number[] = []
  for (let y = MARGIN_ROWS; y < LINE_HEIGHT_PX - MARGIN_ROWS; y++)
    darkest.push(Math.min(...plane.subarray(y * paddedWidthPx + left, y * paddedWidthPx + right)))
  const paper = Math.max(...darkest)
  return darkest.map(value => paper - value)
}
