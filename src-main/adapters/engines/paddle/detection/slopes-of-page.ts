import type { Point } from '../quad.ts'

/** How steep lines are at a place of the page. */
export type SlopeAt = (x: number, y: number) => number

/** Slopes change along lines as a polynomial of the first degree, and from the topmost to the lowest as one of the second. */
const DEGREE_ALONG = 3
const DEGREE_DOWN = 1
const TERMS = (DEGREE_ALONG + 1) * (DEGREE_DOWN + 1)
/** Keeps terms of which the lines tell nothing at nothing. */
const RIDGE = 1e-3

/** The slopes that come nearest to those of all lines. Beyond the lines they go on as at the lines' ends. */
export function slopesOfPage(spines: readonly (readonly Point[])[]): SlopeAt {
  const points = spines.flat()
  const across = rangeOf(points.map(point => point.x))
  const down = rangeOf(points.map(point => point.y))
  const sums = Array.from({ length: TERMS }, (_, row) =>
    Float64Array.from({ length: TERMS + 1 }, (_unused, column) => (row === column ? RIDGE : 0)),
  )
  const size = across.to - across.from
  for (const spine of spines)
    for (let at = 1; at < spine.length; at++) {
      const [before, after] = [spine[at - 1], spine[at]]
      if (!before || !after) continue
      const length = after.x - before.x
      const terms = termsAt(
        placeIn(across, (before.x + after.x) / 2),
        placeIn(down, (before.y + after.y) / 2),
      )
      const known = [...terms, (after.y - before.y) / length]
      for (const [row, sum] of sums.entries())
        for (const [column, value] of known.entries())
          sum[column] = (sum[column] ?? 0) + (terms[row] ?? 0) * value * (length / size)
    }
  const weights = solve(sums)
  return (x, y) =>
    termsAt(placeIn(across, x), placeIn(down, y)).reduce(
      (slope, term, at) => slope + term * (weights[at] ?? 0),
      0,
    )
}

interface Range {
  readonly from: number
  readonly to: number
}

function rangeOf(values: readonly number[]): Range {
  const sorted = values.toSorted((a, b) => a - b)
  return { from: sorted[0] ?? 0, to: sorted.at(-1) ?? 0 }
}

/** From -1 to 1, within the range. */
function placeIn({ from, to }: Range, value: number): number {
  return to > from ? Math.max(-1, Math.min(1, (2 * (value - from)) / (to - from) - 1)) : 0
}

function termsAt(across: number, down: number): number[] {
  const terms: number[] = []
  for (let i = 0; i <= DEGREE_ALONG; i++)
    for (let j = 0; j <= DEGREE_DOWN; j++) terms.push(across ** i * down ** j)
  return terms
}

/** Solves a system of linear equations, each with its right side at its end. Changes it. The diagonal is never 0. */
function solve(rows: readonly Float64Array[]): number[] {
  for (const [at, pivot] of rows.entries())
    for (const [other, row] of rows.entries()) {
      if (other === at) continue
      const factor = (row[at] ?? 0) / (pivot[at] ?? 1)
      for (let column = at; column < row.length; column++)
        row[column] = (row[column] ?? 0) - factor * (pivot[column] ?? 0)
    }
  return rows.map((row, at) => (row[TERMS] ?? 0) / (row[at] ?? 1))
}
