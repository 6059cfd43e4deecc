/** The long s is an s. Romanian letters with a comma below are counted as those with a cedilla, which most texts write. */
const SAME_LETTERS = [
  ['s', 'ſ'],
  ['ş', 'ș'],
  ['ţ', 'ț'],
] as const

/** The code of each letter: `first` and on, in their order. */
export function codesOf(letters: readonly string[], first: number): ReadonlyMap<string, number> {
  const codes = new Map(letters.map((letter, place) => [letter, first + place]))
  for (const [letter, same] of SAME_LETTERS) {
    const code = codes.get(letter)
    if (code !== undefined) codes.set(same, code)
  }
  return codes
}
