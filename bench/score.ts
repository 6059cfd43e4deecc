/** Distance of a reading from the truth: errors and what they are counted against. */
export interface Distance {
  readonly errors: number
  readonly length: number
}

const EQUALS: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛`´′]/g, "'"],
  [/[“”„‟″«»]/g, '"'],
  [/[‐‑‒–—―−]/g, '-'],
  [/\u00ad/g, ''],
  [/[•·●]/g, '*'],
  [/…/g, '...'],
  [/''/g, '"'],
]

/** What counts as the same: compatibility forms, quotes, dashes, white space. */
export function normalise(text: string): string {
  let normal = text.normalize('NFKC')
  for (const [pattern, replacement] of EQUALS) normal = normal.replace(pattern, replacement)
  return normal.replace(/\s+/g, ' ').trim()
}

/** Puts words together again that were parted at a line end. */
export const joinHyphens = (text: string): string => text.replace(/(\p{L})[-‐­¬]\s*\n\s*(\p{Ll})/gu, '$1$2')

/** Errors by characters. */
export function characterDistance(truth: string, reading: string): Distance {
  const expected = normalise(truth)
  return { errors: editDistance([...expected], [...normalise(reading)]), length: [...expected].length }
}

/** Errors by words, in order. */
export function wordDistance(truth: string, reading: string): Distance {
  const expected = wordsOf(truth)
  return { errors: editDistance(expected, wordsOf(reading)), length: expected.length }
}

/** Words found, of those there are in truth and reading, whatever their order: 2 × found / both. */
export function wordOverlap(truth: string, reading: string, ignoreCase: boolean) {
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text)
  const expected = wordsOf(fold(truth))
  const left = new Map<string, number>()
  for (const word of expected) left.set(word, (left.get(word) ?? 0) + 1)
  const read = wordsOf(fold(reading))
  let found = 0
  for (const word of read) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    left.set(word, count - 1)
    found++
  }
  return { found, both: expected.length + read.length }
}

/** Sum of errors over sum of lengths, in percent. */
export function rate(distances: readonly Distance[]): number {
  const errors = distances.reduce((sum, each) => sum + each.errors, 0)
  const length = distances.reduce((sum, each) => sum + each.length, 0)
  return length === 0 ? 0 : (100 * errors) / length
}

function wordsOf(text: string): string[] {
  return normalise(text)
    .split(' ')
    .filter(word => word !== '')
}

function editDistance(a: readonly string[], b: readonly string[]): number {
  const numbers = new Map<string, number>()
  const numbered = (items: readonly string[]) =>
    Int32Array.from(items, item => {
      const number = numbers.get(item) ?? numbers.size
      numbers.set(item, number)
      return number
    })
  const from = numbered(a)
  const to = numbered(b)
  const row = Int32Array.from({ length: to.length + 1 }, (_, i) => i)
  for (let i = 1; i <= from.length; i++) {
    let diagonal = row[0] ?? 0
    row[0] = i
    for (let j = 1; j <= to.length; j++) {
      const above = row[j] ?? 0
      const replaced = diagonal + (from[i - 1] === to[j - 1] ? 0 : 1)
      row[j] = Math.min(replaced, above + 1, (row[j - 1] ?? 0) + 1)
      diagonal = above
    }
  }
  return row[to.length] ?? 0
}
