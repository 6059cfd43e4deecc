/** In Turkish the dot of an i stays with its capital. */
const DOTTED = 'tr'

/** The small letter of one, as its language writes it. */
export const smallLetter = (letter: string, language: string): string =>
  language === DOTTED ? letter.toLocaleLowerCase(DOTTED) : letter.toLowerCase()

/** The capital of a letter, as its language writes it. */
export const capitalLetter = (letter: string, language: string): string =>
  language === DOTTED ? letter.toLocaleUpperCase(DOTTED) : letter.toUpperCase()
