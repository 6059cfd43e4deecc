import type { SelfTestOutput } from '../ports/self-test.ts'

/** The map is steep at the edges of letters, so the small errors of half precision grow there. */
const MAP_TOLERANCE = 0.1
/** Where the CPU is less sure than this, honest arithmetic may see another letter. */
const SURE = 0.75
/**
 * The recognisers hold weights of eight bits, whose rounding differs between providers: WebGPU, right in every letter, was
 * off by 0.16 where the CPU wavered, and by 0.01 on average.
 */
const PROBABILITY_TOLERANCE = 0.25
const MEAN_PROBABILITY_TOLERANCE = 0.04

/** What is wrong with an output, in words; null where it is as good as the expected one. */
export function differenceOf(expected: SelfTestOutput, given: SelfTestOutput): string | null {
  const map = differences(expected.map, given.map)
  if (!(map.largest <= MAP_TOLERANCE)) return `text is found elsewhere: off by ${map.largest.toFixed(2)}`
  if (!isSameText(expected, given)) return 'other letters are read'
  const { largest, mean } = differences(expected.probabilities, given.probabilities)
  if (!(largest <= PROBABILITY_TOLERANCE && mean <= MEAN_PROBABILITY_TOLERANCE))
    return `confidence is off by ${largest.toFixed(2)}, ${mean.toFixed(2)} on average`
  return null
}

function isSameText(expected: SelfTestOutput, given: SelfTestOutput): boolean {
  if (given.classes.length !== expected.classes.length) return false
  for (let i = 0; i < expected.classes.length; i++) {
    const isSure = (expected.probabilities[i] ?? 0) >= SURE
    if (isSure && given.classes[i] !== expected.classes[i]) return false
  }
  return true
}

/** Infinite where the lengths differ; no number where one is none. */
function differences(expected: ArrayLike<number>, given: ArrayLike<number>) {
  if (expected.length !== given.length || expected.length === 0)
    return { largest: Number.POSITIVE_INFINITY, mean: Number.POSITIVE_INFINITY }
  let largest = 0
  let sum = 0
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs((expected[i] ?? 0) - (given[i] ?? 0))
    // NaN stays: Math.max answers it whenever it is among its arguments.
    largest = Math.max(largest, difference)
    sum += difference
  }
  return { largest, mean: sum / expected.length }
}
