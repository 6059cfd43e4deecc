import type { Line } from '../../src-shared/contract/page.ts'

/** Words that are less likely right than this are marked: nearly half of them are wrong. */
export const DOUBTFUL_BELOW = 0.75

/** A word is looked for no farther than this from the one before: its twin on the next line is not it. */
const REACH = 60

/** A stretch of a region's text. */
export interface Stretch {
  readonly text: string
  readonly isDoubtful: boolean
}

/**
 * Splits a region's running text where doubtful words begin and end. The words come from its lines, one after the other;
 * one that was joined over a line end is marked as far as it is found.
 */
export function markDoubtful(text: string, lines: readonly Line[]): readonly Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  let searchFrom = 0
  for (const word of lines.flatMap(line => line.words)) {
    const bare = word.text.replace(/-$/, '')
    const at = bare === '' ? -1 : text.indexOf(bare, searchFrom)
    if (at < 0 || at > searchFrom + REACH) continue
    searchFrom = at + bare.length
    if (word.confidence >= DOUBTFUL_BELOW) continue
    if (at > from) stretches.push({ text: text.slice(from, at), isDoubtful: false })
    stretches.push({ text: bare, isDoubtful: true })
    from = searchFrom
  }
  if (from < text.length) stretches.push({ text: text.slice(from), isDoubtful: false })
  return stretches
}
