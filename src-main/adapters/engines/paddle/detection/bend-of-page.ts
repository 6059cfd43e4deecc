import { type Point, quadHeight } from '../quad.ts'
import type { DetectedLine } from './detected-line.ts'
import { type SlopeAt, slopesOfPage } from './slopes-of-page.ts'

/** How the lines of a photographed page are bent: where a point lies that stands elsewhere once they are level. Columns stay. */
export interface Bend {
  yOf(point: Point): number
}

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** Lines that leave the straight way by less of their height are read as they are. */
const LEAST_SAG = 0.1
/** As many lines, and this share of all long ones, must leave it by more. */
const LEAST_LINES = 4
const LEAST_SHARE = 0.5
/** Lines that leave the way of the page's slopes by more than this share of their sag are bent in another way. */
const MOST_ERROR = 0.5
/** The page is bent as its slopes tell when this share of the bent lines is. */
const LEAST_FOLLOWED = 0.8
/** Slopes are followed this many pixels a step. */
export const BEND_STEP_PX = 16

/** How the page's long lines are bent; undefined where they are straight, or bent each in its own way. */
export function bendOfPage(lines: readonly DetectedLine[], size: Size): Bend | undefined {
  const long = lines.flatMap(({ quad, spine = [] }) => (spine.length > 0 ? [{ quad, spine }] : []))
  const bent = long.filter(line => sagOf(line.spine) >= LEAST_SAG * heightOf(line))
  if (bent.length < Math.max(LEAST_LINES, LEAST_SHARE * long.length)) return undefined
  const slopeAt = slopesOfPage(long.map(({ spine }) => spine))
  const followed = bent.filter(({ spine }) => errorOf(spine, slopeAt) <= MOST_ERROR * sagOf(spine))
  return followed.length >= LEAST_FOLLOWED * bent.length ? bendAlong(slopeAt, size) : undefined
}

/** The box around a bent line is higher than the line by what it sags. */
const heightOf = ({ quad, spine }: Pick<Required<DetectedLine>, 'quad' | 'spine'>): number =>
  quadHeight(quad) - sagOf(spine)

/** How far a line leaves the straight way between its ends. */
function sagOf(spine: readonly Point[]): number {
  const [from, to] = [spine[0], spine.at(-1)]
  if (!from || !to) return 0
  const slope = (to.y - from.y) / (to.x - from.x)
  return Math.max(...spine.map(({ x, y }) => Math.abs(y - from.y - slope * (x - from.x))))
}

/** How far a line leaves the way that the slopes lead. */
function errorOf(spine: readonly Point[], slopeAt: SlopeAt): number {
  let y = 0
  const offsets = spine.map((point, at) => {
    const before = spine[at - 1]
    if (before) y += slopeAt((before.x + point.x) / 2, (before.y + point.y) / 2) * (point.x - before.x)
    return point.y - y
  })
  return (Math.max(...offsets) - Math.min(...offsets)) / 2
}

/** Follows the slopes from the middle of the page to both sides, once for each few rows. */
function bendAlong(slopeAt: SlopeAt, { widthPx, heightPx }: Size): Bend {
  const columns = Math.ceil(widthPx / BEND_STEP_PX) + 2
  const rows = Math.ceil(heightPx / BEND_STEP_PX) + 2
  const middle = columns >> 1
  const grid = new Float32Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    const follow = (direction: 1 | -1) => {
      let y = row * BEND_STEP_PX
      for (let column = middle; column >= 0 && column < columns; column += direction) {
        grid[row * columns + column] = y
        y += direction * BEND_STEP_PX * slopeAt((column + direction / 2) * BEND_STEP_PX, y)
      }
    }
    follow(-1)
    follow(1)
  }
  return {
    yOf({ x, y }) {
      const across = Math.max(0, Math.min(columns - 1.001, x / BEND_STEP_PX))
      const down = Math.max(0, Math.min(rows - 1.001, y / BEND_STEP_PX))
      const [column, row] = [Math.floor(across), Math.floor(down)]
      const at = row * columns + column
      const mix = (from: number) =>
        (grid[from] ?? 0) + ((grid[from + 1] ?? 0) - (grid[from] ?? 0)) * (across - column)
      return mix(at) + (mix(at + columns) - mix(at)) * (down - row)
    },
  }
}
