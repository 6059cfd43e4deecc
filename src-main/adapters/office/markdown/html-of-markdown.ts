import { Marked } from 'marked'
import markedFootnote from 'marked-footnote'

/** Markdown above this takes too long to understand; it can still be read as it stands. */
const MOST_CHARACTERS = 4 * 1024 * 1024

/** GFM with footnotes as HTML. Undefined for a text that is too long or too deeply nested. */
export function htmlOfMarkdown(markdown: string): string | undefined {
  if (markdown.length > MOST_CHARACTERS) return undefined
  try {
    return new Marked({ async: false }).use(markedFootnote()).parse(markdown, { async: false })
  } catch {
    // Quotes in quotes in quotes: the parser calls itself until its stack is used up.
    return undefined
  }
}
