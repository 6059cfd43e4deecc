import { firstFrom } from '../first-from.ts'
import { middleY, type PlacedLine } from '../placed-line.ts'

/** Share of the side with fewer lines that has a line of the other side on its level. Both are sorted from top to bottom. */
export function partneredShare(
  left: readonly PlacedLine[],
  right: readonly PlacedLine[],
  tolerancePx: number,
): number {
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left]
  if (shorter.length === 0) return 0
  const levels = longer.map(line => middleY(line.box))
  const partnered = shorter.filter(line => hasNear(levels, middleY(line.box), tolerancePx))
  return partnered.length / shorter.length
}

/** Whether a sorted list has a value this near. */
function hasNear(sorted: readonly number[], value: number, tolerance: number): boolean {
  const found = sorted[firstFrom(sorted, value - tolerance, level => level)]
  return found !== undefined && found <= value + tolerance
}
