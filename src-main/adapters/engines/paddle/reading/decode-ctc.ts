/** A character with its place in time steps. */
export interface DecodedCharacter {
  readonly text: string
  readonly step: number
  readonly probability: number
}

const BLANK = 0

/** Takes repeats and blanks out of the best class of each time step. */
export function decodeCtc(
  classes: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  characters: readonly string[],
): DecodedCharacter[] {
  const decoded: DecodedCharacter[] = []
  let previous = BLANK
  for (let step = 0; step < classes.length; step++) {
    const best = classes[step] ?? BLANK
    if (best !== BLANK && best !== previous) {
      decoded.push({ text: characters[best] ?? '', step, probability: probabilities[step] ?? 0 })
    }
    previous = best
  }
  return decoded
}
