import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { holdsMiddle, type LineQuad, quadHeight, quadWidth } from '../quad.ts'
import type { DetectedLine } from './detected-line.ts'

/** A box this much taller than wide holds text that runs up or down, or short lines below each other. */
const TALL = 1.8
/** Lines of a stack leave at least this much of their own height free below them; letters of a line that runs upwards stand closer. */
const LEAST_GAP = 0.3
/** The lines of a stack are of one height, within this. */
const ALIKE = 1.35
/** Digits have this share of the height at which the detector finds a level line. */
const LEAST_SHARE = 0.35
const MOST_SHARE = 1
/** Added above and below the ink of a line, in shares of its height: what the detector leaves around others. */
const ROOM = 0.35
/** Less than this share of a line's height is a speck. */
const SPECK = 0.15
/** Less contrast is no ink. */
const LEAST_CONTRAST = 40
/** Fewer level lines do not tell how high they usually are. */
const LEAST_LEVEL = 3

/**
 * Parts columns of short numbers, which the detector takes for one upright line, into their lines. A stack shows by its ink: runs of
 * one height, as high as the digits of the page's level lines, with room between them.
 */
export function partStacks(image: GreyImage, lines: readonly DetectedLine[]): readonly DetectedLine[] {
  const level = lines.filter(({ quad }) => quadWidth(quad) > quadHeight(quad))
  if (level.length < LEAST_LEVEL || level.length === lines.length) return lines
  const heights = level.map(({ quad }) => quadHeight(quad)).sort((a, b) => a - b)
  const usual = heights[heights.length >> 1] ?? 0
  return lines.flatMap(line => {
    if (quadHeight(line.quad) < TALL * quadWidth(line.quad)) return line
    const runs = runsOfStack(image, line.quad, usual)
    if (runs.length < 2) return line
    const pieces = runs.map(run => ({ score: line.score, quad: pieceOf(line.quad, run) }))
    // A box that begins or ends within a line which was found by itself has it too.
    return pieces.filter(({ quad }) => !level.some(each => holdsMiddle(each.quad, quad)))
  })
}

/** Rows of ink, from and to. */
type Run = readonly [number, number]

/** The lines of a stack in shares of the box's height; none where the box holds something else. */
function runsOfStack(image: GreyImage, quad: LineQuad, usual: number): Run[] {
  const ink = inkByRow(image, quad)
  const runs = inkRuns(ink).filter(run => sizeOf(run) >= SPECK * usual)
  const sizes = runs.map(sizeOf).sort((a, b) => a - b)
  const size = sizes[sizes.length >> 1] ?? 0
  const gaps = runs.slice(1).map(([from], at) => from - (runs[at]?.[1] ?? from))
  const isStack =
    runs.length > 1 &&
    size >= LEAST_SHARE * usual &&
    size <= MOST_SHARE * usual &&
    runs.every(run => isCut(run, ink.length) || isAlike(sizeOf(run), size)) &&
    Math.min(...gaps) >= LEAST_GAP * size
  if (!isStack) return []
  return runs.map(([from, to]): Run => {
    // The box may end within its first or last line.
    const whole = [from === 0 ? to - size : from, to === ink.length ? from + size : to] as const
    return [whole[0] / ink.length, whole[1] / ink.length]
  })
}

const sizeOf = ([from, to]: Run): number => to - from
const isCut = ([from, to]: Run, end: number): boolean => from === 0 || to === end
const isAlike = (size: number, other: number): boolean => size <= ALIKE * other && other <= ALIKE * size

/** How many pixels of each row of the box are ink, a pixel of the page for a row. */
function inkByRow({ pixels, widthPx, heightPx }: GreyImage, [a, b, , d]: LineQuad): Uint16Array {
  const rows = Math.max(1, Math.round(Math.hypot(d.x - a.x, d.y - a.y)))
  const columns = Math.max(1, Math.round(Math.hypot(b.x - a.x, b.y - a.y)))
  const greys = new Uint8Array(rows * columns)
  let [darkest, lightest] = [255, 0]
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, at++) {
      const across = (column + 0.5) / columns
      const down = (row + 0.5) / rows
      const x = Math.round(a.x + (b.x - a.x) * across + (d.x - a.x) * down)
      const y = Math.round(a.y + (b.y - a.y) * across + (d.y - a.y) * down)
      const isInside = x >= 0 && y >= 0 && x < widthPx && y < heightPx
      const grey = isInside ? (pixels[y * widthPx + x] ?? 255) : 255
      greys[at] = grey
      if (grey < darkest) darkest = grey
      if (isInside && grey > lightest) lightest = grey
    }
  const ink = new Uint16Array(rows)
  if (lightest - darkest < LEAST_CONTRAST) return ink
  const threshold = (darkest + lightest) / 2
  for (let at = 0; at < greys.length; at++)
    if ((greys[at] ?? 255) < threshold) {
      const row = Math.floor(at / columns)
      ink[row] = (ink[row] ?? 0) + 1
    }
  return ink
}

function inkRuns(ink: Uint16Array): Run[] {
  const runs: Run[] = []
  let from = -1
  for (let row = 0; row <= ink.length; row++) {
    const isInk = (ink[row] ?? 0) > 0
    if (isInk && from < 0) from = row
    if (isInk || from < 0) continue
    runs.push([from, row])
    from = -1
  }
  return runs
}

/** The part of an upright box that holds one line. */
function pieceOf([a, b, c, d]: LineQuad, [from, to]: Run): LineQuad {
  const room = ROOM * (to - from)
  const between = (top: LineQuad[0], bottom: LineQuad[0], share: number) => ({
    x: top.x + (bottom.x - top.x) * share,
    y: top.y + (bottom.y - top.y) * share,
  })
  const [first, last] = [from - room, to + room]
  return [between(a, d, first), between(b, c, first), between(b, c, last), between(a, d, last)]
}
