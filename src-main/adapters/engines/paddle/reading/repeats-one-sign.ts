const LEAST_LETTERS = 4
const MOST_SHARE = 0.5

/** Whether most letters of a text are the same: a row of asterisks or dashes is read so, words are not. */
export function repeatsOneSign(text: string): boolean {
  const letters = [...text].filter(character => /\p{L}/u.test(character))
  const counts = new Map<string, number>()
  for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  return letters.length >= LEAST_LETTERS && Math.max(...counts.values()) > MOST_SHARE * letters.length
}
