/** A word: what it is judged by, whether it was right, and how much it counts. */
export interface JudgedSigns {
  readonly signs: readonly number[]
  readonly isRight: boolean
  readonly weight: number
}

const ROUNDS = 40
/** Keeps weights of signs that tell little near nothing. */
const RIDGE = 0.001

/** The weights under which signs tell best whether a word is right: logistic regression by Newton's method. */
export function fitChance(words: readonly JudgedSigns[]): number[] {
  const size = words[0]?.signs.length ?? 0
  let weights = new Array<number>(size).fill(0)
  const total = words.reduce((sum, word) => sum + word.weight, 0)
  for (let round = 0; round < ROUNDS; round++) {
    const slope = weights.map(weight => -RIDGE * weight)
    const curve = weights.map((_, i) => weights.map((_, j): number => (i === j ? RIDGE : 0)))
    for (const { signs, isRight, weight } of words) {
      const chance = chanceOf(weights, signs)
      const share = weight / total
      for (let i = 0; i < size; i++) {
        slope[i] = (slope[i] ?? 0) + share * ((isRight ? 1 : 0) - chance) * (signs[i] ?? 0)
        const row = curve[i] ?? []
        for (let j = 0; j < size; j++)
          row[j] = (row[j] ?? 0) + share * chance * (1 - chance) * (signs[i] ?? 0) * (signs[j] ?? 0)
      }
    }
    const step = solve(curve, slope)
    weights = weights.map((weight, i) => weight + (step[i] ?? 0))
  }
  return weights
}

/** The chance that a word with these signs is right. */
export function chanceOf(weights: readonly number[], signs: readonly number[]): number {
  return 1 / (1 + Math.exp(-signs.reduce((sum, sign, at) => sum + sign * (weights[at] ?? 0), 0)))
}

/** Solves a small symmetric system by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  for (const [i, pivot] of rows.entries())
    for (const [j, row] of rows.entries()) {
      if (i === j) continue
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1)
      for (let k = i; k < row.length; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0)
    }
  return rows.map((row, i) => (row[row.length - 1] ?? 0) / (row[i] ?? 1))
}
