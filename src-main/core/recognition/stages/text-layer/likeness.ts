/** How alike two texts are, 0 to 1: letters and digits alone count, whatever their case. */
export function likeness(one: string, other: string): number {
  const [a, b] = [lettersOf(one), lettersOf(other)]
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 1 : 1 - editDistance(a, b) / longer
}

const lettersOf = (text: string): readonly string[] => [
  ...text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, ''),
]

function editDistance(a: readonly string[], b: readonly string[]): number {
  let costs = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [row, letter] of a.entries()) {
    const next = [row + 1]
    for (let column = 1; column <= b.length; column++) {
      const same = (costs[column - 1] ?? 0) + (b[column - 1] === letter ? 0 : 1)
      next.push(Math.min(same, (costs[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    costs = next
  }
  return costs[b.length] ?? 0
}
