import { holdsMiddle, quadHeight, quadWidth } from '../quad.ts'
import type { DetectedLine } from './detected-line.ts'

/** A line of the coarse look of which finer lines cover less is larger print than the fine look can take in. */
const COVERED_SHARE = 0.6

/**
 * The lines of a fine look at a page, and those of a coarse one that the fine one has not: large letters, which it sees in pieces at best.
 * None twice.
 */
export function joinLooks(coarse: readonly DetectedLine[], fine: readonly DetectedLine[]): DetectedLine[] {
  const dropped = new Set<DetectedLine>()
  const kept: DetectedLine[] = []
  for (const line of coarse) {
    const inside = fine.filter(each => holdsMiddle(line.quad, each.quad))
    const covered = inside.reduce((sum, each) => sum + areaOf(each), 0)
    if (covered >= COVERED_SHARE * areaOf(line)) continue
    kept.push(line)
    for (const each of inside) dropped.add(each)
  }
  return [...kept, ...fine.filter(line => !dropped.has(line))]
}

const areaOf = ({ quad }: DetectedLine): number => quadWidth(quad) * quadHeight(quad)
