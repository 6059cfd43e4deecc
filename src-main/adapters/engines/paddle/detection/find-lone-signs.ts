import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { type LineQuad, scaleQuad } from '../quad.ts'
import type { DetectedLine } from './detected-line.ts'
import { darknessOfInk, isRow, middleAt, REACH, type Row, rowOf } from './row-of-line.ts'

/** In line heights: where every letter has ink, from the middle of its line up and down. */
const CORE = 0.2
/** A letter's height, its width, and the room that a sign has at both sides to stand alone. */
const LEAST_SIGN = 0.4
const MOST_WIDTH = 0.75
const LEAST_ROOM = 0.45
/** A sign begins and ends so far above and below the middle. */
const LEAST_RISE = 0.1
/** What is kept at both sides of it. */
const MARGIN = 0.3
/** How far beyond all lines signs are looked for. */
const BEYOND = 2
/** More signs are grain or part of a picture: by themselves, and for each line. */
const MOST_SIGNS = 40
const MOST_PER_LINE = 0.3

interface Sign {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/**
 * Signs that stand alone beside a line: detectors do not see a quantity of 1 in its column. They are as high as the letters of the line,
 * stand in its row and have room around them.
 */
export function findLoneSigns(
  image: GreyImage,
  shrunk: GreyImage,
  lines: readonly DetectedLine[],
): DetectedLine[] {
  const scale = { x: image.widthPx / shrunk.widthPx, y: image.heightPx / shrunk.heightPx }
  const onShrunk = lines.map(({ quad }) => scaleQuad(quad, 1 / scale.x, 1 / scale.y))
  const rows = onShrunk.filter(isRow).map(rowOf)
  const covered = coverOf(shrunk, onShrunk)
  const from = Math.min(...rows.map(row => row.left - BEYOND * row.height))
  const to = Math.max(...rows.map(row => row.right + BEYOND * row.height))
  const found: DetectedLine[] = []
  for (const row of rows) {
    const ink = darknessOfInk(shrunk, row)
    if (ink === undefined) continue
    const page = { shrunk, covered, row, ink }
    const beside = [...signsIn(page, from, row.left - 1), ...signsIn(page, row.right + 1, to)]
    for (const sign of beside) {
      const quad = quadOf(sign, row)
      cover(covered, shrunk, quad)
      found.push({ quad: scaleQuad(quad, scale.x, scale.y), score: 1 })
    }
  }
  return found.length > Math.min(MOST_SIGNS, MOST_PER_LINE * lines.length) ? [] : found
}

/** Which pixels lie in lines that were found. */
function coverOf(shrunk: GreyImage, quads: readonly LineQuad[]): Uint8Array {
  const covered = new Uint8Array(shrunk.widthPx * shrunk.heightPx)
  for (const quad of quads) cover(covered, shrunk, quad)
  return covered
}

function cover(covered: Uint8Array, { widthPx, heightPx }: GreyImage, quad: LineQuad): void {
  const xs = quad.map(point => point.x)
  const left = Math.max(0, Math.floor(Math.min(...xs)))
  const right = Math.min(widthPx, Math.ceil(Math.max(...xs)))
  const ys = quad.map(point => point.y)
  const bottom = Math.min(heightPx, Math.max(...ys))
  for (let y = Math.max(0, Math.floor(Math.min(...ys))); y < bottom; y++)
    covered.fill(1, y * widthPx + left, y * widthPx + right)
}

interface RowOfPage {
  readonly shrunk: GreyImage
  readonly covered: Uint8Array
  readonly row: Row
  readonly ink: number
}

/** The signs that stand alone in a row from one place to another, where no line covers it. */
function signsIn(page: RowOfPage, from: number, to: number): Sign[] {
  const { row, shrunk } = page
  const last = Math.min(shrunk.widthPx - 1, Math.floor(to))
  const signs: Sign[] = []
  let sign: Sign | undefined
  let isFree = false
  let room = 0
  const finish = (): void => {
    if (sign && isFree && room >= LEAST_ROOM * row.height && isLetter(sign, row)) signs.push(sign)
    sign = undefined
  }
  for (let x = Math.max(0, Math.ceil(from)); x <= last; x++) {
    const ink = inkAt(page, x)
    if (ink === undefined) room++
    else if (sign && room === 0) sign = { ...joined(sign, ink), right: x + 1 }
    else {
      finish()
      isFree = room >= LEAST_ROOM * row.height
      sign = { left: x, right: x + 1, ...ink }
    }
    if (ink !== undefined) room = 0
  }
  finish()
  return signs
}

const joined = (sign: Sign, ink: Pick<Sign, 'top' | 'bottom'>): Sign => ({
  ...sign,
  top: Math.min(sign.top, ink.top),
  bottom: Math.max(sign.bottom, ink.bottom),
})

/** The ink of a column around the middle of the row, from and to. A line there counts as ink from top to bottom: it is no sign. */
function inkAt(
  { shrunk, covered, row, ink }: RowOfPage,
  x: number,
): Pick<Sign, 'top' | 'bottom'> | undefined {
  const { pixels, widthPx, heightPx } = shrunk
  const middle = Math.round(middleAt(row, x))
  if (covered[middle * widthPx + x]) return { top: 0, bottom: heightPx }
  const isInk = (y: number): boolean => y >= 0 && y < heightPx && (pixels[y * widthPx + x] ?? 255) < ink
  const core = Math.round(CORE * row.height)
  let top = middle - core
  while (top <= middle + core && !isInk(top)) top++
  if (top > middle + core) return undefined
  let bottom = top + 1
  const reach = Math.ceil(row.height)
  while (top > middle - reach && isInk(top - 1)) top--
  while (bottom < middle + reach && isInk(bottom)) bottom++
  return { top, bottom }
}

function isLetter({ left, right, top, bottom }: Sign, row: Row): boolean {
  const { height } = row
  const middle = middleAt(row, (left + right) / 2)
  const isWithin = top >= middle - REACH * height - 1 && bottom <= middle + REACH * height + 1
  const isAround = top <= middle - LEAST_RISE * height && bottom >= middle + LEAST_RISE * height
  return isWithin && isAround && bottom - top >= LEAST_SIGN * height && right - left <= MOST_WIDTH * height
}

/** A sign as high as its line, with a little room at both sides. */
function quadOf({ left, right }: Sign, row: Row): LineQuad {
  const { height } = row
  const [from, to] = [left - MARGIN * height, right + MARGIN * height]
  const [first, last] = [middleAt(row, from), middleAt(row, to)]
  const half = height / 2
  return [
    { x: from, y: first - half },
    { x: to, y: last - half },
    { x: to, y: last + half },
    { x: from, y: first + half },
  ]
}
