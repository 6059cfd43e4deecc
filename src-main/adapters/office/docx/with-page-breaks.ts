import { NUMBER_END, NUMBER_START } from '../html/number-signs.ts'
import { PARAGRAPH_PROPERTIES } from './paragraph-properties.ts'
import { withSectionBreaks } from './section-breaks.ts'

const BREAK = '<w:br w:type="page"/>'
const BREAK_BEFORE = /<w:pageBreakBefore(?:\s+w:val="(?:1|true|on)")?\s*\/>/
/** A number of our own, and breaks before which its paragraph has no text: bookmarks and the like at the most. */
const BREAKS_AFTER_NUMBER = new RegExp(
  `(<w:r><w:t>${NUMBER_START}[^<]*${NUMBER_END}</w:t></w:r>)` +
    `((?:<(?!/w:p>|w:(?:t|p|tab|sym|drawing|pict|object)[ />])[^>]*>\\s*)*)${BREAK}`,
  'g',
)

/**
 * The text of a Word document in which each page begins with a break: also those that Word itself found when it last drew
 * the pages, those before a paragraph, and those between sections. A number goes with its paragraph
 * to the new page.
 */
export function withPageBreaks(xml: string): string {
  const broken = xml
    .replace(/<w:lastRenderedPageBreak\s*\/>/g, BREAK)
    .replace(PARAGRAPH_PROPERTIES, properties =>
      BREAK_BEFORE.test(properties) ? `${properties}<w:r>${BREAK}</w:r>` : properties,
    )
  return withSectionBreaks(broken, `<w:r>${BREAK}</w:r>`).replace(
    BREAKS_AFTER_NUMBER,
    (_, number: string, between: string) => `<w:r>${BREAK}</w:r>${number}${between.replaceAll(BREAK, '')}`,
  )
}
