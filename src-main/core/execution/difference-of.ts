import type { SelfTestOutput } from '../ports/self-test.ts'

/** Half-precision arithmetic moves a probability by less than this. */
const PROBABILITY_TOLERANCE = 0.05
/** The map is steep at the edges of letters, so small errors grow there. */
const MAP_TOLERANCE = 0.1

/** What is wrong with an output, in words; null where it is as good as the expected one. */
export function differenceOf(expected: SelfTestOutput, given: SelfTestOutput): string | null {
  const map = largestDifference(expected.map, given.map)
  if (!(map <= MAP_TOLERANCE)) return `text is found elsewhere: off by ${map.toFixed(2)}`
  const classes = largestDifference(expected.classes, given.classes)
  if (classes !== 0) return 'other letters are read'
  const probability = largestDifference(expected.probabilities, given.probabilities)
  if (!(probability <= PROBABILITY_TOLERANCE)) return `confidence is off by ${probability.toFixed(2)}`
  return null
}

/** Infinite where the lengths differ; no number where one is none. */
function largestDifference(expected: ArrayLike<number>, given: ArrayLike<number>): number {
  if (expected.length !== given.length || expected.length === 0) return Number.POSITIVE_INFINITY
  let largest = 0
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs((expected[i] ?? 0) - (given[i] ?? 0))
    if (Number.isNaN(difference)) return Number.NaN
    if (difference > largest) largest = difference
  }
  return largest
}
