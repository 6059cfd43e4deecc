import type { Line, Word } from '../../../../../src-shared/contract/page.ts'
import { lineWithWords } from './line-with-words.ts'

/** No comma begins a word. The quote „ is not among the signs that the recognisers know, and the quick one takes it for a comma or two. */
export const LOW_QUOTE = /^,{1,2}(?=\p{L}{2})/u
const BEGINS_QUOTE = /^["“”]\p{L}/u
const ENDS_QUOTE = /\p{L}[.,;:!?]*["“”][.,;:!?]*$/u

/** Writes „ where it was read as commas, on pages where more words end a quotation than begin one. */
export function mendLowQuotes(lines: readonly Line[]): Line[] {
  const texts = lines.flatMap(line => line.words.map(word => word.text))
  const ends = texts.filter(text => ENDS_QUOTE.test(text)).length
  const begins = texts.filter(text => BEGINS_QUOTE.test(text)).length
  if (ends <= begins || !texts.some(text => LOW_QUOTE.test(text))) return [...lines]
  const withQuote = (word: Word): Word => ({ ...word, text: word.text.replace(LOW_QUOTE, '„') })
  return lines.map(line => lineWithWords(line, line.words.map(withQuote)))
}
