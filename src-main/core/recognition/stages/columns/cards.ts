import { middleY, type PlacedLine } from '../placed-line.ts'

/** Two columns side by side. */
export interface Sides {
  readonly left: readonly PlacedLine[]
  readonly right: readonly PlacedLine[]
}

/** Lengths are in heights of the page's middle line. */
const LEAST_GAP = 2.2
const SAME_LEVEL = 0.35
const LARGER = 1.12

/**
 * The columns from left to right; or, where headings stand level in both again and again with free room above them, band
 * after band, as cards are read.
 */
export function bandsOf({ left, right }: Sides, unit: number): readonly (readonly PlacedLine[])[] {
  const cuts = headsOf(left, unit).filter(y =>
    headsOf(right, unit).some(other => Math.abs(other - y) < SAME_LEVEL * unit),
  )
  const top = [left[0], right[0]].map(line => (line ? middleY(line.box) : 0))
  const beginsLevel = Math.abs((top[0] ?? 0) - (top[1] ?? 0)) < SAME_LEVEL * unit
  if (cuts.length === 0 || !beginsLevel || ![left[0], right[0]].every(line => line && isHead(line, unit)))
    return [left, right]
  const edges = [-Infinity, ...cuts, Infinity]
  const band = (side: readonly PlacedLine[], index: number) =>
    side.filter(({ box }) => {
      const y = middleY(box) + SAME_LEVEL * unit
      return y >= (edges[index] ?? 0) && y < (edges[index + 1] ?? 0)
    })
  return edges.slice(0, -1).flatMap((_, index) => [band(left, index), band(right, index)])
}

/** The levels of headings with room above them. Expects lines sorted from top to bottom. */
function headsOf(side: readonly PlacedLine[], unit: number): number[] {
  return side.flatMap((line, at) => {
    const upper = side[at - 1]
    if (!upper || !isHead(line, unit)) return []
    return line.box.top - upper.box.bottom > LEAST_GAP * unit ? [middleY(line.box)] : []
  })
}

const isHead = ({ line, heightPx }: PlacedLine, unit: number) =>
  line.isBold === true || heightPx > LARGER * unit
