/** Readings of the same print have more of their pairs of letters in common. */
const LEAST_SHARED = 0.3

const NO_LETTER = /[^\p{L}\p{N}]/gu

/** Whether a model reads other letters than were read before. Hardly sure of them, neither may know the script. */
export const readsOtherLetters = (before: string, again: string): boolean =>
  sharedPairs(before, again) < LEAST_SHARED

/** The share of pairs of neighbouring letters that two texts have in common. */
function sharedPairs(one: string, other: string): number {
  const pairs = pairsOf(one)
  const rest = pairsOf(other)
  const count = pairs.length + rest.length
  let shared = 0
  for (const pair of pairs) {
    const at = rest.indexOf(pair)
    if (at < 0) continue
    rest.splice(at, 1)
    shared += 2
  }
  return shared / Math.max(1, count)
}

function pairsOf(text: string): string[] {
  const letters = [...text.replace(NO_LETTER, '').toLowerCase()]
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
}
