import type { TableWord } from './table-words.ts'

/** Where texts of a table stand below each other, with free room on both sides. */
export interface Column {
  readonly left: number
  readonly right: number
}

/** Part of a row of text: words that stand in the columns `from` to `to`. */
export interface RowPart {
  readonly words: readonly TableWord[]
  from: number
  to: number
}

/** Joins parts of a row, from left to right, that share a column. */
export function joinSameParts(parts: readonly RowPart[]): RowPart[] {
  const joined: RowPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last && part.from <= last.to) {
      joined[joined.length - 1] = {
        words: [...last.words, ...part.words],
        from: Math.min(last.from, part.from),
        to: Math.max(last.to, part.to),
      }
    } else joined.push({ ...part })
  }
  return joined
}
