import type { Line } from '../../../../../src-shared/contract/page.ts'

/** A line of which the careful model is this sure is written in letters that it knows. */
const KNOWN = 0.9
/** Of letters that it does not know, the careful model leaves out more than these are of what the quick one guesses. */
const KEPT_SHARE = 0.7
/** Fewer letters tell nothing. */
const LEAST_LETTERS = 6

/**
 * Whether a line is in a script that the models have no letters for. The quick model then guesses look-alikes, fairly sure of
 * itself, and the careful one finds next to nothing: Cyrillic, Greek accents, Armenian, Georgian, Hebrew and Arabic gave it 0 to 0.6
 * of the quick one's letters; faint, worn, curved or Gothic print of known letters always more than 0.85.
 */
export function isForeign(quick: Line, careful: Line): boolean {
  const guessed = lettersIn(quick)
  if (guessed < LEAST_LETTERS || careful.confidence >= KNOWN) return false
  return lettersIn(careful) < KEPT_SHARE * guessed
}

const lettersIn = (line: Line): number => line.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
