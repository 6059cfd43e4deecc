import type { Region } from '../../../src-shared/contract/page.ts'
import { alternativeText } from '../recognition/stages/figures/alternative-text.ts'
import { oneLine } from './escape-markdown.ts'

/** The words that go with a picture, the same in every format. */
export interface WordsOfPicture {
  /** What stands for the picture where it can't be seen. */
  readonly alternative: string
  /** Whether the region's text stands below the picture, for the alternative does not hold all of it. */
  readonly hasTextBelow: boolean
}

/** Markdown's readers and those of screens take a picture without words for an ornament. */
const UNKNOWN = 'Figure'

/** A document's own description stays whole; what was read in a picture is shortened. A formula's text stands for it. */
export function wordsOfPicture({ category, figure, text }: Region): WordsOfPicture {
  const own = oneLine(figure?.alternativeText ?? '')
  const words = oneLine(text)
  if (category === 'equation') return { alternative: own === '' ? words : own, hasTextBelow: false }
  const alternative = own !== '' && own === words ? alternativeText(own) : own
  return { alternative: alternative || UNKNOWN, hasTextBelow: words !== '' && words !== alternative }
}
