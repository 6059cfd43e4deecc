/** Of letters that it does not know, the careful model leaves out more than these are of what the quick one guesses. */
const KEPT_SHARE = 0.7

/** How many letters and figures a text has. */
export const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0

/** Whether the careful model found so few of the letters that were read before that it does not know them. */
export const leavesLettersOut = (before: string, again: string): boolean =>
  lettersIn(again) < KEPT_SHARE * lettersIn(before)
