const DELIMITERS = [',', ';', '\t', '|'] as const
/** So many lines tell. */
const LINES = 20
const LOOKED_AT = 64 * 1024

/** What parts the values of a table: the sign that stands in each line most evenly, outside of quotes. */
export function findDelimiter(text: string): string {
  const lines = text
    .slice(0, LOOKED_AT)
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter(line => line.trim() !== '')
    .slice(0, LINES)
  let best: string = DELIMITERS[0]
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    const score = scoreOf(lines.map(line => line.split(delimiter).length - 1))
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

/** The share of lines that have the most frequent count, and a little for every sign. */
function scoreOf(counts: readonly number[]): number {
  const lines = new Map<number, number>()
  for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1)
  let best = 0
  for (const [count, times] of lines)
    best = Math.max(best, times / counts.length + Math.min(count, 50) / 1000)
  return best
}
