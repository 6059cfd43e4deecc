import type { PlacedLine } from '../placed-line.ts'
import type { Sides } from './cards.ts'

/** Free room over the whole width that parts levels, in heights of the page's middle line. */
const LEAST_ROOM = 1.2

/** Two columns parted into levels. */
export interface Levels {
  /** The blocks from level to level, the left before the right. */
  readonly blocks: readonly (readonly PlacedLine[])[]
  /** What stands below the last line of the other column: it goes on into the text below. */
  readonly rest: readonly PlacedLine[]
}

/** The levels that free room over both columns parts; undefined where both columns go on over all of them. */
export function partLevels({ left, right }: Sides, unit: number): Levels | undefined {
  const levels: Set<PlacedLine>[] = []
  let bottom = -Infinity
  for (const line of [...left, ...right].toSorted((a, b) => a.box.top - b.box.top)) {
    if (line.box.top - bottom > LEAST_ROOM * unit) levels.push(new Set())
    levels.at(-1)?.add(line)
    bottom = Math.max(bottom, line.box.bottom)
  }
  const sides = levels.map(level => [left, right].map(side => side.filter(line => level.has(line))))
  if (sides.flat().every(block => block.length > 0)) return undefined
  const last = Math.min(...[0, 1].map(side => sides.findLastIndex(level => level[side]?.length !== 0)))
  return {
    blocks: sides
      .slice(0, last + 1)
      .flat()
      .filter(block => block.length > 0),
    rest: sides.slice(last + 1).flat(2),
  }
}
