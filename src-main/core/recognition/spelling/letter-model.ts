/** How likely letters follow each other in the words of one language. */
export interface LetterModel {
  /** ISO 639-1, `de`. */
  readonly language: string
  /** The letters with marks that words may have where other marks were read, or none; empty for languages that recognisers know well. */
  readonly marked: string
  /**
   * Natural logarithm of the probability that `letter` comes next. `before` is up to four lower-case letters of the same word, NFC; fewer
   * than four begin the word. `letter` is a lower-case letter, or '' for the end of the word.
   */
  logProbability(before: string, letter: string): number
}
