import type { Line } from '../../../../../src-shared/contract/page.ts'
import { leavesLettersOut, lettersIn } from './leaves-letters-out.ts'
import { readsOtherLetters } from './reads-other-letters.ts'

/** A line of which the careful model is this sure is written in letters that it knows. */
const KNOWN = 0.9
/** Other letters than the quick model's are guesses where the careful one is less sure of them than this. */
const HARDLY_SURE = 0.85
/** Fewer letters tell nothing. */
const LEAST_LETTERS = 4

/** Whether the models have letters for a line. */
type ScriptVerdict = 'known' | 'foreign' | 'unclear'

/** Whether the quick model read enough letters of a line to tell its script by. */
export const tellsScript = (quick: Line): boolean => lettersIn(quick.text) >= LEAST_LETTERS

/**
 * Tells a line in a script that the models have no letters for by what both made of it. The quick model guesses look-alikes, fairly sure
 * of itself, and the careful one finds next to nothing: Cyrillic, Greek accents, Georgian and Arabic gave it 0 to 0.6 of the quick
 * one's letters; faint, worn, curved or Gothic print of known letters nearly always more than 0.85. Or it guesses too, as with Armenian,
 * Ethiopic and Hebrew, but others: of the pairs of letters that stand in both readings 0 to 0.2 were the same, of known print 0.6 and more.
 */
export function tellScript(quick: Line, careful: Line): ScriptVerdict {
  const isOther = readsOtherLetters(quick.text, careful.text)
  if (careful.confidence >= KNOWN) return isOther ? 'unclear' : 'known'
  const isShrunken = leavesLettersOut(quick.text, careful.text)
  return isShrunken || (isOther && careful.confidence < HARDLY_SURE) ? 'foreign' : 'unclear'
}
